import type { RowRule } from './rowRule.ts';
import { assignedToIgnored } from '../rules/assignedToIgnored.ts';
import { birthYear } from '../rules/birthYear.ts';
import { cellsMissing } from '../rules/cellsMissing.ts';
import { cellsSurplus } from '../rules/cellsSurplus.ts';
import { classNameLength } from '../rules/classNameLength.ts';
import { classWithComma } from '../rules/classWithComma.ts';
import { databaseId } from '../rules/databaseId.ts';
import { databaseIdForm } from '../rules/databaseIdForm.ts';
import { deferredValue } from '../rules/deferredValue.ts';
import { formulaCell } from '../rules/formulaCell.ts';
import { fullNameLength } from '../rules/fullNameLength.ts';
import { fullNameText } from '../rules/fullNameText.ts';
import { gender } from '../rules/gender.ts';
import { halfApplied } from '../rules/halfApplied.ts';
import { identifier } from '../rules/identifier.ts';
import { lostCharacters } from '../rules/lostCharacters.ts';
import { matchUser } from '../rules/matchUser.ts';
import { password } from '../rules/password.ts';
import { passwordStar } from '../rules/passwordStar.ts';
import { usernameNul } from '../rules/usernameNul.ts';
import { usernameTaken } from '../rules/usernameTaken.ts';
import { usernameText } from '../rules/usernameText.ts';
import { userType } from '../rules/userType.ts';
import { userTypeDeferred } from '../rules/userTypeDeferred.ts';
import { valueBlanked } from '../rules/valueBlanked.ts';

/**
 * Every rule of one row, in the order they must run: those of the server's reading (stage B), then of its matching (stage C), which
 * ask whether the row got that far, then what no server says. Those that need a server's users are left out without them.
 */
export function rowRules(headerCells: number, isLive: boolean): readonly RowRule[] {
  return [
    cellsMissing,
    ...(isLive ? [usernameTaken] : []),
    databaseId,
    fullNameLength,
    birthYear,
    usernameText,
    password,
    userType,
    gender,
    identifier,
    classNameLength,
    userTypeDeferred,
    databaseIdForm,
    ...(isLive ? [matchUser] : []),
    passwordStar,
    ...(isLive ? [halfApplied, valueBlanked] : []),
    usernameNul,
    fullNameText,
    cellsSurplus(headerCells),
    assignedToIgnored,
    classWithComma,
    deferredValue,
    formulaCell,
    lostCharacters,
  ];
}

/** Those of them that look at a server's users, and so have something to say of a row that {@link isPlainRow} passes. */
export const LIVE_RULES: readonly RowRule[] = [usernameTaken, matchUser, halfApplied, valueBlanked];
