package io.jenkins.plugins.argoimageupdate.jenkins.hold;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.Item;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;

/** Who may roll images back, hold them and release them. */
public final class RollbackPermission {

    private static final PermissionGroup GROUP =
            new PermissionGroup(RollbackPermission.class, Messages._RollbackPermission_group());

    /** Whoever may build a job has it. */
    public static final Permission ROLLBACK = new Permission(
            GROUP, "Rollback", Messages._RollbackPermission_description(), Item.BUILD, PermissionScope.ITEM);

    private RollbackPermission() {}

    /** Makes it known before anybody's permissions are read. */
    @Initializer(before = InitMilestone.SYSTEM_CONFIG_LOADED)
    public static void register() {
        ROLLBACK.getId();
    }
}
