import type { CourseBlueprints } from '../platform/courseBlueprints.ts';
import type { ExportPort } from '../platform/exportPort.ts';

/** The exports of a server that makes a course's blueprints, too: at once, without a task. */
export function exportsWithBlueprints(port: ExportPort, blueprints: CourseBlueprints): ExportPort {
  return {
    ...port,
    kinds: [...port.kinds, 'blueprints'],
    onServer: async (request, signal) =>
      request.kind === 'blueprints' ? [] : ((await port.onServer?.(request, signal)) ?? []),
    begin: async (request, signal) =>
      request.kind === 'blueprints'
        ? { step: 'file', file: await blueprints.file(request.course, signal) }
        : port.begin(request, signal),
    findBegun: async (request, askedAt, signal, known) =>
      request.kind === 'blueprints' ? undefined : port.findBegun(request, askedAt, signal, known),
  };
}
