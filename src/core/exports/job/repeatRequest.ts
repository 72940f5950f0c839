import { isLogs, type ExportRequest } from '../../platform/exportRequest.ts';
import { movedRange } from '../logRange.ts';

/** What "the same export again" asks for: the same, with days that were chosen by a preset moved on to today. */
export function repeatRequest(request: ExportRequest, now: Date): ExportRequest {
  return isLogs(request) ? { ...request, range: movedRange(request.range, now) } : request;
}
