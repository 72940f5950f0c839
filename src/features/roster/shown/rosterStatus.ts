import * as vscode from 'vscode';
import type { RosterSnapshot } from '../../../core/roster/snapshot/rosterSnapshot.ts';
import { escapeMarkdown, markdown } from '../../../host/markdown.ts';
import { failureText } from '../../../host/failureText.ts';
import { momentText } from '../../../host/momentText.ts';
import { sinceText } from '../../../host/sinceText.ts';
import { COMMANDS } from '../../../manifest.ts';
import type { LiveRoster } from '../table/liveRoster.ts';
import { rosterCounts } from '../texts/rosterCounts.ts';
import type { FailedReading } from '../table/snapshots.ts';
import type { TableKind } from '../table/tableKind.ts';
import { tableText } from '../texts/tableText.ts';

/** What the status item knows beside the document. */
export type StatusFacts = {
  readonly isOn: boolean;
  readonly facility?: string;
  readonly snapshot?: RosterSnapshot;
  /** How the last reading failed, if it did: the snapshot is that of an earlier one. */
  readonly failed?: FailedReading;
  readonly isReading: boolean;
};

/** Of an open table what the status item shows. */
export type StatusTable = {
  readonly table: TableKind | undefined;
  readonly live: Pick<LiveRoster, 'report'> | undefined;
};

export type StatusText = { readonly text: string; readonly tooltip: vscode.MarkdownString };

/** The status item of a table that Lectern knows; undefined for all others. */
export function rosterStatus(open: StatusTable, facts: StatusFacts): StatusText | undefined {
  const { table, live } = open;
  if (table === undefined) return undefined;
  const name = tableText(table.kind);
  if (table.kind !== 'users') {
    const note = vscode.l10n.t(
      'Recognised by its header. Hold the pointer over a cell to see what its column means.',
    );
    return { text: `$(table) ${name}`, tooltip: markdown([`**${name}**`, note]) };
  }
  const report = live?.report;
  const paragraphs = [report === undefined ? `**${name}**` : `**${name}** · ${rosterCounts(report)}`];
  if (!facts.isOn) paragraphs.push(vscode.l10n.t('Validation is off in the settings.'));
  paragraphs.push(serverText(facts));
  const tooltip = markdown(paragraphs);
  tooltip.isTrusted = { enabledCommands: [COMMANDS.chooseRosterFacility, COMMANDS.refreshRosterFacility] };
  return { text: stateText(name, open, facts), tooltip };
}

function stateText(name: string, { live }: StatusTable, facts: StatusFacts): string {
  const { isOn, isReading } = facts;
  if (!isOn) return `$(organization) ${name}`;
  const counts = live?.report?.counts;
  if (counts === undefined || isReading) return `$(sync~spin) ${vscode.l10n.t('{0}: checking', name)}`;
  const problems = counts.error + counts.warning;
  const icon = counts.error > 0 ? 'error' : problems > 0 ? 'warning' : 'check';
  const age = ageText(facts);
  return `$(${icon}) ${problemsText(name, problems)}${age === '' ? '' : ` · ${age}`}`;
}

/** How old what the file is compared with is; with a sign if it could not be read again. */
function ageText({ facility, snapshot, failed }: StatusFacts): string {
  if (facility === undefined) return '';
  const sign = failed === undefined ? '' : '$(warning) ';
  return snapshot === undefined
    ? sign + vscode.l10n.t('server not read')
    : sign + vscode.l10n.t('server read {0}', sinceText(new Date(snapshot.takenAt).toISOString()));
}

function problemsText(name: string, problems: number): string {
  if (problems === 0) return vscode.l10n.t('{0}: no problems', name);
  return problems === 1
    ? vscode.l10n.t('{0}: 1 problem', name)
    : vscode.l10n.t('{0}: {1} problems', name, problems.toLocaleString(vscode.env.language));
}

function serverText({ facility, snapshot, failed, isReading }: StatusFacts): string {
  if (facility === undefined)
    return vscode.l10n.t(
      'Checked without a server. [Choose a facility]({0}) to compare with its users and classes.',
      `command:${COMMANDS.chooseRosterFacility}`,
    );
  const name = escapeMarkdown(facility);
  if (isReading) return vscode.l10n.t('Reading the users and classes of {0}.', name);
  const read = `command:${COMMANDS.refreshRosterFacility}`;
  if (failed !== undefined) return failedText(name, failed, snapshot, read);
  if (snapshot === undefined)
    return vscode.l10n.t('The users and classes of {0} are not read. [Read them]({1})', name, read);
  return vscode.l10n.t(
    'Compared with the users and classes of {0}, read {1}. [Read them again]({2})',
    name,
    sinceText(new Date(snapshot.takenAt).toISOString()),
    read,
  );
}

/** Why there is nothing newer, and what is used instead. */
function failedText(
  name: string,
  { at, failure }: FailedReading,
  snapshot: RosterSnapshot | undefined,
  read: string,
): string {
  const tried = sinceText(new Date(at).toISOString());
  const why = escapeMarkdown(failureText(failure).sentence);
  return snapshot === undefined
    ? vscode.l10n.t(
        'The users and classes of {0} could not be read {1}: {2} The file is checked without them. [Read Again]({3})',
        name,
        tried,
        why,
        read,
      )
    : vscode.l10n.t(
        'The users and classes of {0} could not be read again {1}: {2} The file is compared with those of {3}. [Read Again]({4})',
        name,
        tried,
        why,
        momentText(snapshot.takenAt),
        read,
      );
}

/** The status item for a file that the editor keeps from extensions. */
export function tooLargeStatus(): StatusText {
  return {
    text: `$(table) ${vscode.l10n.t('CSV: too large')}`,
    tooltip: markdown([
      vscode.l10n.t(
        'VS Code does not hand files of more than 50 MB to extensions, so that nothing is checked here. Split the file to have it checked.',
      ),
    ]),
  };
}
