import { createHash } from 'node:crypto';
import type { Course } from '../seed/model.ts';

/** One thing that can be downloaded: its heading on the page, what it is, and the file's address beside the page. */
export type PortalRow = {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly button: string;
  readonly file: string;
};

export type PortalPanel = { readonly title: string; readonly rows: readonly PortalRow[] };

/** The panels of the platform's own Export page (Codio protocol, section 6). */
export const PORTAL_PANELS: readonly PortalPanel[] = [
  {
    title: 'Data Exports',
    rows: [
      row('coursework', 'Coursework Data', 'All workspaces and results of the course.', 'zip'),
      row('assessments', 'Assessment Data', 'Answers and points, all assignments.', 'zip'),
      row('access', 'Course Access Data', 'Who logged in and opened what, and when.', 'csv'),
      row('coach', 'Course Coach Logs', 'What students asked the coach.', 'csv'),
    ],
  },
  {
    title: 'Course Content Exports',
    rows: [row('sources', 'Course Sources', 'All published assignments.', 'zip')],
  },
  {
    title: 'Course LLM Usage Exports',
    rows: [row('llm', 'LLM Usage', 'What went through the LLM proxy.', 'csv')],
  },
  {
    title: 'Course Blueprint Transfer',
    rows: [
      {
        ...row(
          'blueprints',
          'Blueprints',
          'The page templates of the course. The format of this file is the sample campus’s own: the platform’s is not published.',
          'json',
        ),
        button: 'Export',
      },
    ],
  },
];

function row(id: string, title: string, text: string, ending: string): PortalRow {
  return { id, title, text, button: title, file: `${id}.${ending}` };
}

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
header p { margin: 0; }
h1 { margin: 0 0 .25rem; line-height: 1.2; }
h2 { margin: 2rem 0 .5rem; font-size: 1.15rem; border-bottom: 1px solid GrayText; }
ul { list-style: none; padding: 0; margin: 0; }
li { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center; justify-content: space-between; padding: .5rem 0; }
li p { margin: 0; flex: 1 1 18rem; }
a { display: inline-block; padding: .4rem .9rem; border-radius: .3rem; background: #1a3f94; color: #fff; text-decoration: none; }
a:hover { text-decoration: underline; }
a:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
`;

/** What the browser is allowed: the style below, and nothing else. */
export const PORTAL_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The Export page of a course, as a browser shows it. `files` is the address of the folder with the files. */
export function portalPage(organisation: string, course: Course, files: string): string {
  const panels = PORTAL_PANELS.map(
    ({ title, rows }, at) => `
  <section aria-labelledby="panel-${at}">
    <h2 id="panel-${at}">${escaped(title)}</h2>
    <ul>${rows
      .map(
        ({ id, title: name, text, button, file }) => `
      <li>
        <p id="text-${id}"><strong>${escaped(name)}</strong><br>${escaped(text)}</p>
        <a href="${escaped(`${files}/${file}`)}" download aria-describedby="text-${id}">${escaped(button)}</a>
      </li>`,
      )
      .join('')}
    </ul>
  </section>`,
  ).join('');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Export – ${escaped(course.name)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
  <p>${escaped(organisation)} (sample campus: all data is invented)</p>
  <h1>${escaped(course.name)}</h1>
  <p>Export</p>
</header>
<main>${panels}
</main>
</body>
</html>
`;
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (char) => entities[char] ?? char);
}
