import type { ServerReport } from '../../src/core/roster/predict/serverReport.ts';

/** What is compared of a report: all of it, but a text in another language, and Python's own words. */
export function comparableReport(report: ServerReport, inEnglish: boolean): unknown {
  switch (report.kind) {
    case 'processed':
      return {
        counts: report.counts,
        lines: report.lines.map(({ row, field, value, message, username }) => [
          row,
          field,
          value,
          username,
          inEnglish ? message : '',
        ]),
      };
    case 'refused':
      return inEnglish
        ? report.overall.map((text) => text.replace(/^(Error trying to read csv file: ).*/s, '$1'))
        : report.overall.length;
    case 'crashed':
      return report.exception;
    case 'notTaken':
      return 'not taken';
  }
}
