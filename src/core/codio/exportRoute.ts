import type {
  ComposedRequest,
  ExportRequest,
  HandedOverRequest,
  LogsRequest,
  RenderedRequest,
} from '../platform/exportRequest.ts';

/** What Codio can be asked to make. */
export type CodioExportRequest = Exclude<
  ExportRequest,
  { readonly kind: 'users' } | LogsRequest | ComposedRequest | HandedOverRequest | RenderedRequest
>;

/** The addresses of one export, below `/api/v1`. */
export type ExportRoute = {
  readonly start: { readonly method: 'GET' | 'POST'; readonly path: string };
  /** Where the state of a task is asked; absent where the start itself answers with the file. */
  readonly status?: (taskId: string) => string;
  /** Where the course's tasks are listed. */
  readonly list?: string;
  /** Codio's own client follows the `taskUri` here, and builds the status address elsewhere. */
  readonly followsUri: boolean;
};

/** The operation table of the Codio protocol, section 5.2. */
export function exportRoute(request: CodioExportRequest): ExportRoute {
  const course = `/courses/${encodeURIComponent(request.course.id)}`;
  switch (request.kind) {
    case 'studentCsv':
      return direct(`${course}/students/${encodeURIComponent(request.student.id)}/export/csv`);
    case 'assignmentCsv':
      return direct(`${course}/assignments/${encodeURIComponent(request.assignment.id)}/export/csv`);
    case 'assessments': {
      // The ids are joined by plain commas: that is how the server is known to take them.
      const ids = request.assignments.map(({ id }) => encodeURIComponent(id)).join(',');
      const path = `${course}/export/assessments/csv`;
      return {
        start: { method: 'GET', path: `${path}?assignmentIds=${ids}` },
        status: (taskId) => `${path}/download/${encodeURIComponent(taskId)}`,
        followsUri: true,
      };
    }
    case 'workspace': {
      const { assignment, student } = request;
      const path = `${course}/assignments/${encodeURIComponent(assignment.id)}/students/${encodeURIComponent(student.id)}/download`;
      return {
        start: { method: 'GET', path },
        status: (taskId) => `${path}/${encodeURIComponent(taskId)}`,
        followsUri: true,
      };
    }
    case 'coursework':
      return { ...wholeCourse(`${course}/export/workdata`, false), list: `${course}/export/workdata` };
    case 'sources':
      return { ...wholeCourse(`${course}/export/sources`, false), list: `${course}/export/sources` };
    case 'coachLogs':
      return wholeCourse(`${course}/export/coach`, true);
    case 'llmLogs':
      return wholeCourse(`${course}/export/llmproxy`, true);
  }
}

function direct(path: string): ExportRoute {
  return { start: { method: 'GET', path }, followsUri: false };
}

function wholeCourse(path: string, followsUri: boolean): ExportRoute {
  return {
    start: { method: 'POST', path },
    status: (taskId) => `${path}/progress/${encodeURIComponent(taskId)}`,
    followsUri,
  };
}
