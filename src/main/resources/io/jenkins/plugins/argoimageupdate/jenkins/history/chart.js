/* Makes room for the last label of charts, each time they are drawn. */
(function () {
  "use strict";

  const ROOM = 28;

  window.addEventListener("load", () => {
    document.querySelectorAll(".aiu-chart .echarts-trend").forEach((place) => {
      const chart = place.echart;
      if (!chart) {
        return;
      }
      const widen = () => {
        const grid = (chart.getOption() || {}).grid;
        if (grid && grid.length > 0 && grid[0].right !== ROOM) {
          chart.setOption({ grid: { right: ROOM } });
        }
      };
      chart.on("finished", widen);
      widen();
    });
  });
})();
