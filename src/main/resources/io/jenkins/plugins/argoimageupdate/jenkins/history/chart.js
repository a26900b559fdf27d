/*
 * What charts lack that echarts-api draws: room for their last label, times as the table below them says them instead of fractions of
 * minutes, and readable texts when the theme changes while the page is open.
 */
(function () {
  "use strict";

  const ROOM = 28;

  /** The cells of the table of the same figure, by the label of their row. */
  function rows(figure) {
    return new Map(Array.from(figure.querySelectorAll("tbody tr")).map((row) => Array.from(row.cells, (cell) => cell.textContent)));
  }

  function tooltip(figure, points) {
    const box = document.createElement("div");
    const label = points[0].axisValue;
    box.append(label);
    points.forEach((point) => {
      const line = document.createElement("div");
      const time = point.seriesIndex === 0 ? rows(figure).get(label) : figure.dataset.median;
      line.append(point.seriesName.replace(/\s*[(（][^()（）]*[)）]$/, "") + ": " + time);
      box.append(line);
    });
    return box;
  }

  function options(figure) {
    const color = echartsJenkinsApi.getTextColor();
    return {
      animation: false,
      grid: { right: ROOM },
      legend: { textStyle: { color } },
      xAxis: { axisLabel: { color } },
      yAxis: { axisLabel: { color } },
      tooltip: { formatter: (points) => tooltip(figure, points) },
    };
  }

  window.addEventListener("load", () => {
    document.querySelectorAll(".aiu-chart").forEach((figure) => {
      const chart = figure.querySelector(".echarts-trend")?.echart;
      if (!chart) {
        return;
      }
      const adapt = () => {
        const grid = (chart.getOption() || {}).grid;
        if (grid && grid.length > 0 && grid[0].right !== ROOM) {
          chart.setOption(options(figure));
        }
      };
      chart.on("rendered", adapt);
      adapt();
      window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => chart.setOption(options(figure)));
    });
  });
})();
