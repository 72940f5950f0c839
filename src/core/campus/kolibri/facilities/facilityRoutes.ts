import { isAdminOf } from '../session/caller.ts';
import type { Dataset, Facility } from '../store/rows.ts';
import { demandTexts, objectOf, textOf } from '../wire/fields.ts';
import { idOf } from '../wire/idOf.ts';
import { paged } from '../wire/paged.ts';
import { refuseCode, refuseField, refuseText } from '../wire/refusal.ts';
import { emptyReply, jsonReply, type KolibriReply } from '../wire/reply.ts';
import type { KolibriCall, KolibriRoute } from '../wire/route.ts';
import { datasetRow, facilityRow } from './facilityRow.ts';
import { newFacility } from './newFacility.ts';

/** Facilities and their settings (Kolibri protocol, section 2.2). Anybody may read them. */
export const FACILITY_ROUTES: readonly KolibriRoute[] = [
  {
    pattern: '/api/auth/facility/',
    view: 'Facility List',
    csrf: 'session',
    answers: {
      GET: (call) => paged(call, all(call), (facility) => facilityRow(call.context.school, facility)),
    },
  },
  {
    pattern: '/api/auth/facility/create_facility/',
    view: 'Create Facility',
    csrf: 'session',
    answers: { POST: create },
  },
  {
    pattern: '/api/auth/facility/:id/',
    view: 'Facility Instance',
    csrf: 'session',
    answers: {
      GET: (call) => jsonReply(facilityRow(call.context.school, found(call))),
      PATCH: rename,
    },
  },
  {
    pattern: '/api/auth/facilitydataset/',
    view: 'Facility Dataset List',
    csrf: 'session',
    answers: { GET: settings },
  },
  {
    pattern: '/api/auth/facilitydataset/:id/',
    view: 'Facility Dataset Instance',
    csrf: 'session',
    answers: { PATCH: changeSettings },
  },
];

const SETTINGS: Readonly<Record<string, SettingName>> = {
  learner_can_edit_username: 'learnerCanEditUsername',
  learner_can_edit_name: 'learnerCanEditName',
  learner_can_edit_password: 'learnerCanEditPassword',
  learner_can_sign_up: 'learnerCanSignUp',
  learner_can_delete_account: 'learnerCanDeleteAccount',
  learner_can_login_with_no_password: 'learnerCanLoginWithNoPassword',
  show_download_button_in_learn: 'showDownloadButtonInLearn',
};
type SettingName = Exclude<keyof Dataset, 'id' | 'registered' | 'preset'>;

function all({ context }: KolibriCall): readonly Facility[] {
  return [...context.school.facilities.values()];
}

function found(call: KolibriCall): Facility {
  const id = idOf(call.path['id'] ?? '') ?? '';
  return call.context.school.facilities.get(id) ?? refuseCode(404, 'NOT_FOUND', call.view);
}

/** The name may be one that another facility has. Answers with nothing: the id is to be looked up. */
function create(call: KolibriCall): KolibriReply {
  const { context, caller, view } = call;
  if (caller?.isSuperuser !== true)
    refuseCode(403, caller === undefined ? 'NOT_AUTHENTICATED' : 'PERMISSION_DENIED', view);
  const fields = objectOf(call.body);
  demandTexts(fields, [{ field: 'name', most: 100 }, { field: 'preset' }]);
  const preset = textOf(fields, 'preset');
  if (preset !== 'formal' && preset !== 'nonformal' && preset !== 'informal')
    return refuseField('INVALID_CHOICE', `"${preset ?? ''}" is not a valid choice.`, 'preset');
  const facility = newFacility(textOf(fields, 'name') ?? '', preset);
  context.school.facilities.set(facility.id, facility);
  context.changed();
  return emptyReply(200);
}

/** Files that were exported under the old name cannot be downloaded any more. */
function rename(call: KolibriCall): KolibriReply {
  const facility = found(call);
  if (!isAdminOf(call.context.school, call.caller, facility.id))
    refuseCode(403, 'PERMISSION_DENIED', call.view);
  const fields = objectOf(call.body);
  demandTexts(fields, [{ field: 'name', required: false, most: 100 }]);
  facility.name = textOf(fields, 'name') ?? facility.name;
  call.context.changed();
  return jsonReply(facilityRow(call.context.school, facility));
}

function settings(call: KolibriCall): KolibriReply {
  const wanted = call.query.get('facility_id');
  const facilities = all(call).filter(({ id }) => wanted === null || wanted === '' || id === wanted);
  return jsonReply(facilities.map(({ dataset }) => settingsRow(dataset)));
}

function settingsRow(dataset: Dataset): Readonly<Record<string, unknown>> {
  return {
    ...datasetRow(dataset),
    enable_mark_attendance: false,
    allow_guest_access: dataset.preset !== 'formal',
    is_full_facility_import: true,
  };
}

function changeSettings(call: KolibriCall): KolibriReply {
  const facility = all(call).find(({ dataset }) => dataset.id === call.path['id']);
  if (facility === undefined) return refuseCode(404, 'NOT_FOUND', call.view);
  if (!isAdminOf(call.context.school, call.caller, facility.id))
    refuseCode(403, 'PERMISSION_DENIED', call.view);
  const next: Dataset = { ...facility.dataset };
  for (const [name, value] of Object.entries(objectOf(call.body))) {
    const setting = SETTINGS[name];
    if (setting !== undefined && typeof value === 'boolean') next[setting] = value;
  }
  if (next.learnerCanLoginWithNoPassword && next.learnerCanEditPassword)
    refuseText('Incompatible device setting');
  Object.assign(facility.dataset, next);
  call.context.changed();
  return jsonReply(settingsRow(facility.dataset));
}
