import type { ServerWork } from '../platform/place.ts';
import { WORK_TYPES } from './exportWork.ts';

const CONTENT = 'kolibri.core.content.tasks.';
const AUTH = 'kolibri.core.auth.tasks.';

/** The types of jobs that people begin and wait for. The server's own housekeeping is in none of them (Kolibri protocol, section 3). */
const WORKS: ReadonlyMap<string, ServerWork> = new Map([
  [WORK_TYPES.users, 'users'],
  [WORK_TYPES.summaryLogs, 'summaryLogs'],
  [WORK_TYPES.sessionLogs, 'sessionLogs'],
  [`${AUTH}importusersfromcsv`, 'userImport'],
  [`${AUTH}dataportalsync`, 'portalSync'],
  [`${AUTH}peerfacilitysync`, 'peerSync'],
  [`${AUTH}peerfacilityimport`, 'facilityImport'],
  ...['remotechannelimport', 'remotecontentimport', 'remoteresourceimport', 'remoteimport'].map(
    (name) => [`${CONTENT}${name}`, 'resourceImport'] as const,
  ),
  ...['diskchannelimport', 'diskcontentimport', 'diskimport'].map(
    (name) => [`${CONTENT}${name}`, 'resourceImport'] as const,
  ),
  [`${CONTENT}diskexport`, 'resourceExport'],
]);

/** What a job of this type does; undefined for what the server does for itself. */
export function serverWork(type: string): ServerWork | undefined {
  return WORKS.get(type);
}
