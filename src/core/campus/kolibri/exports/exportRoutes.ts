import { stat } from 'node:fs/promises';
import { isAdminOf } from '../session/caller.ts';
import type { Facility, LogRequest, LogType } from '../store/rows.ts';
import { idOf } from '../wire/idOf.ts';
import { isoOffset } from '../wire/isoTime.ts';
import { errorPage } from '../wire/pages.ts';
import { refuseWith } from '../wire/refusal.ts';
import { jsonReply, type KolibriReply } from '../wire/reply.ts';
import type { KolibriCall, KolibriRoute } from '../wire/route.ts';
import { logFileName, usersFileName } from './exportNames.ts';
import { sentFileName } from './sentFileName.ts';

/** Looking at exports and fetching them (Kolibri protocol, section 4.3). Three are plain pages: they refuse in HTML. */
export const EXPORT_ROUTES: readonly KolibriRoute[] = [
  { pattern: '/facility/api/firstlogdate/:facility/', view: '', answers: { GET: firstLogDate } },
  { pattern: '/facility/api/exportedcsvinfo/:facility/', view: '', answers: { GET: exportedInfo } },
  { pattern: '/facility/api/downloadcsvfile/:type/:facility/', view: '', answers: { GET: download } },
  {
    pattern: '/api/logger/generatecsvlogrequest/',
    view: 'Generate Csv Log Request List',
    answers: { GET: logRequests },
  },
];

function demandFacility({ context, caller, path }: KolibriCall): Facility {
  if (caller === undefined) refuseWith(errorPage(403));
  const facility = context.school.facilities.get(idOf(path['facility'] ?? '') ?? '');
  if (facility === undefined) return refuseWith(errorPage(404));
  if (!isAdminOf(context.school, caller, facility.id)) refuseWith(errorPage(403));
  return facility;
}

function firstLogDate(call: KolibriCall): KolibriReply {
  const { id } = demandFacility(call);
  const { school, clock } = call.context;
  let first: { start: number; offset: number } | undefined;
  for (const log of school.logs) {
    if (log.type !== 'session' || log.facility !== id || log.kind === 'quiz') continue;
    if (first === undefined || log.start < first.start) first = log;
  }
  if (first === undefined) return jsonReply({ first_log_date: isoOffset(clock.now()) });
  const { start, offset } = first;
  const local = new Date(start + offset * 60_000).toISOString().slice(0, 19);
  const minutes = Math.abs(offset);
  const zone = [Math.floor(minutes / 60), minutes % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  return jsonReply({ first_log_date: `${local}${offset < 0 ? '-' : '+'}${zone}` });
}

function requestOf({ context }: KolibriCall, facility: Facility, type: LogType): LogRequest | undefined {
  return context.school.logRequests.find((each) => each.facility === facility.id && each.type === type);
}

function nameOf(call: KolibriCall, facility: Facility, type: LogType): string | undefined {
  const request = requestOf(call, facility, type);
  return request && logFileName(facility, type, request.start, request.end);
}

async function exportedInfo(call: KolibriCall): Promise<KolibriReply> {
  const facility = demandFacility(call);
  const when = async (name: string | undefined): Promise<string | null> => {
    const ms = name === undefined ? undefined : await call.context.files.modified(name);
    return ms === undefined ? null : isoOffset(ms);
  };
  return jsonReply({
    session: await when(nameOf(call, facility, 'session')),
    summary: await when(nameOf(call, facility, 'summary')),
    user: await when(usersFileName(facility)),
  });
}

/** What was never asked for breaks the server; what was taken away is not found. No ranges. */
async function download(call: KolibriCall): Promise<KolibriReply> {
  const facility = demandFacility(call);
  const { files } = call.context;
  const type = call.path['type'];
  if (type !== 'user' && type !== 'session' && type !== 'summary') return refuseWith(errorPage(500));
  const request = type === 'user' ? undefined : requestOf(call, facility, type);
  if (type !== 'user' && request === undefined) return refuseWith(errorPage(500));
  const stored = type === 'user' ? usersFileName(facility) : nameOf(call, facility, type);
  const path = stored === undefined ? undefined : files.pathOf(stored);
  const found = path === undefined ? undefined : await stat(path).catch(() => undefined);
  if (path === undefined || !found?.isFile()) return refuseWith(errorPage(404));
  const language = call.request.headers['accept-language'];
  return {
    status: 200,
    body: { as: 'file', path },
    headers: {
      'Content-Type': 'text/csv',
      'Content-Length': String(found.size),
      'Content-Disposition': sentFileName(facility, type, request, language),
    },
  };
}

function logRequests({ context, caller, query }: KolibriCall): KolibriReply {
  const { school } = context;
  const facility = query.get('facility');
  const type = query.get('log_type');
  const seen = school.logRequests.filter(
    (each) =>
      isAdminOf(school, caller, each.facility) &&
      (facility === null || facility === '' || each.facility === idOf(facility)) &&
      (type === null || type === '' || each.type === type),
  );
  return jsonReply(
    seen.map((each) => ({
      facility: each.facility,
      log_type: each.type,
      selected_start_date: each.start,
      selected_end_date: each.end,
      date_requested: each.dateRequested,
    })),
  );
}
