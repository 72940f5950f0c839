import * as vscode from 'vscode';
import { RefusedError, type Refusal } from '../../core/archives/refusal.ts';
import { failureOf } from '../../core/platform/failure.ts';
import { failureText } from '../../host/failureText.ts';
import { fileSize } from '../../host/fileSize.ts';

export type RefusalText = {
  /** For a row's description: a few words. */
  readonly short: string;
  /** Why, and what to do where something can be done. */
  readonly sentence: string;
};

/** Why an entry of an archive is not opened, as a person reads it. */
export function refusalText({ reason, limit = 0 }: Refusal): RefusalText {
  const number = limit.toLocaleString(vscode.env.language);
  switch (reason) {
    case 'outside':
      return {
        short: vscode.l10n.t('leads out of the archive'),
        sentence: vscode.l10n.t('Its name leads out of the archive, to a folder that is not its own.'),
      };
    case 'absolute':
      return {
        short: vscode.l10n.t('absolute path'),
        sentence: vscode.l10n.t('Its name begins at the root of the disk, not of the archive.'),
      };
    case 'drive':
      return {
        short: vscode.l10n.t('names a drive'),
        sentence: vscode.l10n.t('Its name begins with a drive of Windows.'),
      };
    case 'backslash':
      return {
        short: vscode.l10n.t('backslash in its name'),
        sentence: vscode.l10n.t('Its name holds a backslash, which leads to another folder on Windows.'),
      };
    case 'nul':
      return {
        short: vscode.l10n.t('NUL in its name'),
        sentence: vscode.l10n.t('Its name holds a NUL character, at which some programs stop reading.'),
      };
    case 'noName':
      return { short: vscode.l10n.t('no name'), sentence: vscode.l10n.t('It has no name.') };
    case 'tooLong':
      return {
        short: vscode.l10n.t('name too long'),
        sentence: vscode.l10n.t('Its name is longer, or has more folders, than a disk takes.'),
      };
    case 'link':
      return {
        short: vscode.l10n.t('a link'),
        sentence: vscode.l10n.t('It is a link. Links in archives are not followed.'),
      };
    case 'linkOutside':
      return {
        short: vscode.l10n.t('a link that leads out'),
        sentence: vscode.l10n.t('It is a link that leads out of the archive.'),
      };
    case 'special':
      return {
        short: vscode.l10n.t('not a file'),
        sentence: vscode.l10n.t('It is a device, a pipe or a socket, not a file.'),
      };
    case 'duplicate':
      return {
        short: vscode.l10n.t('name is taken'),
        sentence: vscode.l10n.t('The archive has another entry of this name before it.'),
      };
    case 'encrypted':
      return {
        short: vscode.l10n.t('encrypted'),
        sentence: vscode.l10n.t(
          'It is encrypted. Open the archive with a program that asks for the password.',
        ),
      };
    case 'compression':
      return {
        short: vscode.l10n.t('unknown compression'),
        sentence: vscode.l10n.t('It is compressed by a method that Lectern does not read.'),
      };
    case 'tooLarge':
      return {
        short: vscode.l10n.t('too large'),
        sentence: vscode.l10n.t('It would expand to more than {0}.', fileSize(limit)),
      };
    case 'bomb':
      return {
        short: vscode.l10n.t('expands too far'),
        sentence: vscode.l10n.t(
          'It would expand to more than {0} times its size, as archives do that are made to fill a disk.',
          number,
        ),
      };
    case 'overlap':
      return {
        short: vscode.l10n.t('shares its bytes'),
        sentence: vscode.l10n.t(
          'It lies where another entry lies, as in archives that are made to fill a disk.',
        ),
      };
    case 'tooDeep':
      return {
        short: vscode.l10n.t('too many archives inside one another'),
        sentence: vscode.l10n.t(
          'Archives inside one another open {0} levels deep. Extract this one.',
          number,
        ),
      };
    case 'tooMany':
      return {
        short: vscode.l10n.t('too many entries'),
        sentence: vscode.l10n.t('The archive has more than {0} entries. The others are not listed.', number),
      };
    case 'breaksOff':
      return {
        short: vscode.l10n.t('breaks off'),
        sentence: vscode.l10n.t(
          'The archive is damaged: it can be read up to its entry {0}, and what follows is lost.',
          number,
        ),
      };
    case 'damaged':
      return {
        short: vscode.l10n.t('damaged'),
        sentence: vscode.l10n.t('It is damaged: its content is not what the archive says.'),
      };
    case 'caseDuplicate':
      return {
        short: vscode.l10n.t('differs by case only'),
        sentence: vscode.l10n.t('Its name differs from another one by upper and lower case only.'),
      };
    case 'reservedName':
      return {
        short: vscode.l10n.t('name not possible'),
        sentence: vscode.l10n.t('Windows cannot hold a file of this name.'),
      };
    case 'notWritten':
      return {
        short: vscode.l10n.t('not written'),
        sentence: vscode.l10n.t('The disk does not take it under this name.'),
      };
  }
}

/** Why something in an archive could not be opened, whatever was thrown. */
export function openingText(error: unknown): RefusalText {
  if (error instanceof RefusedError) return refusalText(error.refusal);
  const failure = failureOf(error);
  if (failure.kind === 'disk' && failure.problem === 'missing')
    return {
      short: vscode.l10n.t('moved or deleted'),
      sentence: vscode.l10n.t('The file was moved or deleted. Start the export again to get it anew.'),
    };
  if (failure.kind === 'damaged')
    return {
      short: vscode.l10n.t('damaged'),
      sentence: vscode.l10n.t('The archive cannot be read: it is damaged, or not an archive at all.'),
    };
  return failureText(failure);
}
