import { randomBytes } from 'node:crypto';
import type { KolibriContext } from '../kolibriContext.ts';
import { applyImport } from '../roster/applyImport.ts';
import { importReport, refusalReport } from '../roster/importReport.ts';
import { planImport } from '../roster/planImport.ts';
import { PythonFailure } from '../roster/pythonFailure.ts';
import type { Job } from '../store/job.ts';
import { isoZ } from '../wire/isoTime.ts';
import { textOf, type Fields } from '../wire/fields.ts';
import { UploadedFile } from '../wire/multipart.ts';
import { errorPage } from '../wire/pages.ts';
import { refuseField, refuseFields, refuseWith, type FieldError } from '../wire/refusal.ts';
import type { KolibriCall } from '../wire/route.ts';
import { word } from '../../../kolibriWords/words.ts';
import { facilityError, facilityField, localeError } from './readFields.ts';
import type { JobOrder, TaskType } from './taskType.ts';

const TEMP = 'temp/';
const TRUE = new Set<unknown>([
  true,
  'true',
  'True',
  'TRUE',
  't',
  'y',
  'yes',
  'YES',
  'Yes',
  '1',
  1,
  'on',
  'On',
  'ON',
]);
const FALSE = new Set<unknown>([
  false,
  'false',
  'False',
  'FALSE',
  'f',
  'n',
  'no',
  'NO',
  'No',
  '0',
  0,
  'off',
  'Off',
  'OFF',
]);

/** The import of a users CSV, dry or real (Kolibri protocol, section 6). */
export const IMPORT_TASK: TaskType = {
  name: 'kolibri.core.auth.tasks.importusersfromcsv',
  order: orderImport,
  run: runImport,
};

async function orderImport(call: KolibriCall, fields: Fields): Promise<JobOrder> {
  const { context, caller } = call;
  const file = fields['csvfile'];
  const errors = [
    fileError(file),
    flagError(fields, 'dryrun'),
    flagError(fields, 'delete'),
    localeError(fields),
    facilityError(call, fields),
  ].filter((error) => error !== undefined);
  if (errors.length > 0) refuseFields(errors);
  const stored = textOf(fields, 'csvfilename');
  if (file !== undefined && stored !== undefined)
    refuseField('INVALID', 'Only one of csvfile or csvfilename can be specified');
  if (file === undefined && stored === undefined)
    refuseField('INVALID', 'One of csvfile or csvfilename must be specified');
  const facility = facilityField(call, fields);
  let path = `${TEMP}${stored ?? ''}`;
  if (file instanceof UploadedFile) {
    path = `${TEMP}tmp${randomBytes(4).toString('hex')}.upload${/\.[^.]*$/.exec(file.name)?.[0] ?? ''}`;
    await context.files.write(path, file.bytes);
  } else {
    // Django does not even look outside of its storage.
    if (context.files.pathOf(path) === undefined || path.includes('..'))
      refuseWith({ ...errorPage(404), status: 400 });
    if ((await context.files.modified(path)) === undefined)
      refuseField('INVALID', 'Supplied csvfilename does not exist');
  }
  return {
    facility,
    args: [path],
    kwargs: {
      locale: textOf(fields, 'locale'),
      facility,
      dryrun: TRUE.has(fields['dryrun']),
      delete: TRUE.has(fields['delete']),
      ...(caller && { userid: caller.id }),
    },
  };
}

function fileError(file: unknown): FieldError | undefined {
  const field = 'csvfile';
  if (file === undefined) return undefined;
  if (!(file instanceof UploadedFile)) {
    const message = 'The submitted data was not a file. Check the encoding type on the form.';
    return { code: 'INVALID', field, message };
  }
  return file.bytes.length > 0
    ? undefined
    : { code: 'EMPTY', field, message: 'The submitted file is empty.' };
}

function flagError(fields: Fields, field: string): FieldError | undefined {
  const value = fields[field];
  if (value === undefined || TRUE.has(value) || FALSE.has(value)) return undefined;
  return { code: 'INVALID', field, message: 'Must be a valid boolean.' };
}

/** A stored copy lives on after a dry run and a crash; a clean end of a real run and a refused file take it away. */
async function runImport(context: KolibriContext, job: Job): Promise<void> {
  const { school, files, clock } = context;
  const path = String(job.args[0]);
  const locale = typeof job.kwargs['locale'] === 'string' ? job.kwargs['locale'] : 'en';
  const dryRun = job.kwargs['dryrun'] === true;
  const facility = school.facilities.get(job.facility ?? '');
  if (facility === undefined)
    throw new PythonFailure('DoesNotExist', 'Facility matching query does not exist.');
  const bytes = await files.read(path);
  const plan =
    bytes === undefined
      ? { overallErrors: [word(locale, 'fileRead', `[Errno 2] No such file or directory: '${path}'`)] }
      : planImport(school, {
          bytes,
          facility,
          locale,
          deleteOthers: job.kwargs['delete'] === true,
          callerId: typeof job.kwargs['userid'] === 'string' ? job.kwargs['userid'] : '',
        });
  if ('overallErrors' in plan) {
    Object.assign(job.extra, refusalReport(plan.overallErrors));
    await files.remove(path);
    const said = plan.overallErrors.map((text) => `'${text}'`).join(', ');
    throw new PythonFailure('CommandError', `File errors: [${said}]`, 'django.core.management.base.');
  }
  if (!dryRun) await applyImport(school, facility, plan, isoZ(clock.now()));
  Object.assign(job.extra, importReport(plan, dryRun, path.slice(TEMP.length)));
  job.percentage = 0.02 + (plan.matched.created.length + plan.matched.updated.length > 0 ? 0.89 : 0.5);
  if (!dryRun) await files.remove(path);
}
