/** The page that shows what runs at each stage of a promotion. */
package io.jenkins.plugins.argoimageupdate.jenkins.promotion;
