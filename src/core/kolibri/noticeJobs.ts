import type { Http } from '../platform/http.ts';

/**
 * An Http that calls `onChange` when the server has taken something that changes its list of jobs: a job was begun, deleted or cleared,
 * or a facility registered, whose daily sync is a job too (Kolibri protocol, sections 3 and 7).
 */
export function noticeJobs(http: Http, baseUrl: string, onChange: () => void): Http {
  const tasks = `${baseUrl}/api/tasks/tasks/`;
  const register = `${baseUrl}/api/auth/portal/register/`;
  return {
    async send(request, signal) {
      const reply = await http.send(request, signal);
      const changes =
        request.method !== 'GET' && (request.url.startsWith(tasks) || request.url.startsWith(register));
      if (changes && reply.status < 300) onChange();
      return reply;
    },
    open: (request, signal) => http.open(request, signal),
  };
}
