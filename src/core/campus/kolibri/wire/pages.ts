import type { KolibriReply } from './reply.ts';

/** The server's error pages (Kolibri protocol, section 0): HTML also where JSON is expected. */
export function errorPage(status: 403 | 404 | 500): KolibriReply {
  const text = {
    403: page('403 Forbidden', '<h1>403 Forbidden</h1><p></p>'),
    404: page('Not Found', '<h1>Not Found</h1><p>The requested resource was not found on this server.</p>'),
    500: page('Server Error (500)', '<h1>Server Error (500)</h1><p></p>'),
  }[status];
  return htmlPage(status, text);
}

/** What a write without its CSRF token gets where Django itself looks. */
export function csrfPage(): KolibriReply {
  return htmlPage(
    403,
    page(
      '403 Forbidden',
      '<h1>Forbidden <span>(403)</span></h1>\n  <p>CSRF verification failed. Request aborted.</p>',
    ),
  );
}

/** The only page that the campus has in the place of Kolibri's application. */
export function welcomePage(): KolibriReply {
  return htmlPage(
    200,
    page('Kolibri', '<h1>Sample campus</h1>\n  <p>This server speaks Kolibri’s API. It has no pages.</p>'),
  );
}

function page(title: string, body: string): string {
  return `\n<!doctype html>\n<html lang="en">\n<head>\n  <title>${title}</title>\n</head>\n<body>\n  ${body}\n</body>\n</html>\n`;
}

function htmlPage(status: number, text: string): KolibriReply {
  return { status, body: { as: 'html', text } };
}
