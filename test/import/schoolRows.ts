import type { LiveUser } from '../../src/core/platform/rosterPort.ts';

const HEADER =
  'UUID,USERNAME,PASSWORD,FULL_NAME,USER_TYPE,IDENTIFIER,BIRTH_YEAR,GENDER,ENROLLED_IN,ASSIGNED_TO';
const CLASSES = 10;

/** A users file of these rows. */
export function usersFile(rows: readonly string[]): string {
  return [HEADER, ...rows, ''].join('\r\n');
}

/**
 * Rows of an invented school of ten classes; without `live` all of them new. Those who are there already are changed, each in one of
 * seven ways, or not at all; a tenth of them are coaches.
 */
export function schoolRows(count: number, live: readonly LiveUser[] = []): readonly string[] {
  const ids = new Map(live.map(({ username, id }) => [username, id]));
  return Array.from({ length: count }, (_, at) => {
    const name = `user_${String(at).padStart(5, '0')}`;
    const id = ids.get(name);
    return id === undefined ? newRow(at, name) : changedRow(at, name, id);
  });
}

function className(at: number): string {
  return `Class ${(at % CLASSES) + 1}`;
}

function newRow(at: number, name: string): string {
  const own = className(at);
  return at % 10 === 9
    ? `,${name},pw-${at}-abc,Person ${at},CLASS_COACH,,,,,${own}`
    : `,${name},pw-${at}-abc,Person ${at},LEARNER,S${at},2010,,${own},`;
}

function changedRow(at: number, name: string, id: string): string {
  const own = className(at);
  if (at % 10 === 9)
    return at % 20 === 9
      ? `${id},${name},*,Person ${at},LEARNER,,,,${own},`
      : `${id},${name},*,Person ${at},CLASS_COACH,,,,,${className(at + 1)}`;
  const row = (username: string, fullName: string, password: string, classes: string): string =>
    `${id},${username},${password},${fullName},LEARNER,S${at},2010,,${classes},`;
  switch (at % 7) {
    case 0:
      return row(name, `Person ${at}`, '*', className(at + 3));
    case 1:
      return row(`${name}_r`, `Person ${at}`, '*', own);
    case 2:
      return row(name, `Somebody ${at}`, '*', own);
    case 3:
      return row(name.toUpperCase(), `Somebody ${at}`, '*', `"${own},New Class"`);
    case 4:
      return `${id},${name},*,Person ${at},CLASS_COACH,S${at},2010,,${own},${className(at + 5)}`;
    case 5:
      return row(name, `Anybody ${at}`, `new-${at}-pw`, '');
    default:
      return row(name, `Person ${at}`, '*', own);
  }
}
