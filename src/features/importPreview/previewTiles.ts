import * as vscode from 'vscode';
import { EFFECTS } from '../../core/roster/plan/effect.ts';
import type { ImportPlan, PlannedClass } from '../../core/roster/plan/importPlan.ts';
import type { RowFilter } from '../../core/roster/plan/rowFilter.ts';
import type { Query, Tile } from '../../../webview-ui/import-preview/protocol.ts';

const JOINS = EFFECTS.enrol | EFFECTS.assign;
const LEAVES = EFFECTS.unenrol | EFFECTS.unassign;

/** Which rows a tile stands for; a row that joins one class and leaves another is in two. */
const FILTERS: Readonly<Record<string, RowFilter['effects']>> = {
  problem: EFFECTS.problem,
  create: EFFECTS.create,
  restore: EFFECTS.restore,
  update: EFFECTS.update,
  rename: EFFECTS.rename,
  role: EFFECTS.role,
  enrol: JOINS,
  unenrol: LEAVES,
  byServer: EFFECTS.byServer,
  there: 'there',
  unchanged: 'unchanged',
};

/** What a query asks of the rows. */
export function tileFilter({ tile, classIndex, text }: Query): RowFilter {
  const effects = tile === undefined ? undefined : FILTERS[tile];
  return {
    text,
    ...(effects !== undefined && { effects }),
    ...(classIndex !== undefined && { classIndex }),
  };
}

/** Whether a class of a plan is among those that a tile stands for; without one all are. */
export function tileHasClass(
  { emptied }: ImportPlan,
  tile: string | undefined,
): (planned: PlannedClass) => boolean {
  if (tile === 'createClass') return ({ id }) => id === undefined;
  if (tile !== 'emptyClass') return () => true;
  const ids = new Set(emptied.map(({ id }) => id));
  return ({ id }) => id !== undefined && ids.has(id);
}

/** The tiles of the summary. Those that are rare are there only if they count something. */
export function previewTiles(plan: ImportPlan): Tile[] {
  const { counts } = plan;
  const tile = (
    key: string,
    label: string,
    count: number,
    tone: Tile['tone'],
    list: Tile['list'] = 'rows',
  ): Tile => ({
    key,
    list,
    label,
    count: count.toLocaleString(vscode.env.language),
    isEmpty: count === 0,
    tone,
  });
  const rare = (...args: Parameters<typeof tile>): Tile[] => (args[2] === 0 ? [] : [tile(...args)]);
  return [
    tile(
      'problem',
      counts.problem === 1 ? vscode.l10n.t('Problem') : vscode.l10n.t('Problems'),
      counts.problem,
      'problem',
    ),
    ...rare('there', vscode.l10n.t('Done already'), counts.there, 'plain'),
    tile('create', vscode.l10n.t('Create'), counts.create, 'add'),
    ...rare('restore', vscode.l10n.t('Restore'), counts.restore, 'add'),
    tile('update', vscode.l10n.t('Update'), counts.update, 'change'),
    ...rare('rename', vscode.l10n.t('Rename'), counts.rename, 'change'),
    ...rare('role', vscode.l10n.t('Change role'), counts.role, 'change'),
    tile('enrol', vscode.l10n.t('Join classes'), countRows(plan, JOINS), 'add'),
    tile('unenrol', vscode.l10n.t('Leave classes'), countRows(plan, LEAVES), 'remove'),
    ...rare('remove', vscode.l10n.t('Remove'), counts.remove, 'remove', 'removals'),
    ...rare(
      'createClass',
      counts.createClass === 1 ? vscode.l10n.t('Class to create') : vscode.l10n.t('Classes to create'),
      counts.createClass,
      'add',
      'classes',
    ),
    ...rare(
      'emptyClass',
      counts.emptyClass === 1 ? vscode.l10n.t('Class to empty') : vscode.l10n.t('Classes to empty'),
      counts.emptyClass,
      'remove',
      'classes',
    ),
    ...rare('byServer', vscode.l10n.t('By the server only'), counts.byServer, 'change'),
    tile('unchanged', vscode.l10n.t('Unchanged'), counts.unchanged, 'plain'),
  ];
}

function countRows({ changes }: ImportPlan, effects: number): number {
  let count = 0;
  for (const change of changes) if ((change.effects & effects) !== 0) count++;
  return count;
}
