import * as vscode from 'vscode';

/**
 * What a column of Codio's tables holds, in Markdown, by its name without case, spaces and underscores; undefined where nothing is
 * documented (Codio protocol, section 8.5).
 */
export function codioColumnText(column: string): string | undefined {
  return texts()[column] ?? assessmentText(column);
}

/** A column of one assessment is named after it, with a suffix. */
function assessmentText(column: string): string | undefined {
  if (column.endsWith('totalpointspossible')) return vscode.l10n.t('Points that this assessment can give.');
  if (column.endsWith('earnedpoints')) return vscode.l10n.t('Points earned in this assessment.');
  if (column.endsWith('correct')) return vscode.l10n.t('Whether this assessment was answered correctly.');
  if (column.endsWith('attempts')) return vscode.l10n.t('How often this assessment was tried.');
  if (column.endsWith('answer')) return vscode.l10n.t('What was answered in this assessment.');
  return undefined;
}

let made: Readonly<Record<string, string>> | undefined;

function texts(): Readonly<Record<string, string>> {
  return (made ??= {
    studentname: vscode.l10n.t('The name of the student.'),
    firstname: vscode.l10n.t('The first name of the student.'),
    lastname: vscode.l10n.t('The last name of the student.'),
    username: vscode.l10n.t('The user name on Codio.'),
    hashedid: vscode.l10n.t('Stands for the student without naming them.'),
    emailaddress: vscode.l10n.t('The e-mail address of the account.'),
    useremail: vscode.l10n.t('The e-mail address of the account.'),
    userid: vscode.l10n.t('The id of the account on Codio.'),
    ltiid: vscode.l10n.t('The id of the student in the learning management system.'),
    assignmentname: vscode.l10n.t('The assignment.'),
    rightcount: vscode.l10n.t('How many assessments were answered correctly.'),
    wrongcount: vscode.l10n.t('How many assessments were answered wrongly.'),
    answeredassessments: vscode.l10n.t('How many assessments were answered.'),
    points: vscode.l10n.t('Points earned.'),
    totalpoints: vscode.l10n.t('Points that can be earned.'),
    totalpointsearned: vscode.l10n.t('Points earned in all assessments of the assignment.'),
    totalpointspossible: vscode.l10n.t('Points that all assessments of the assignment can give.'),
    timespent: vscode.l10n.t('Time spent on the assignment. Codio does not document the unit.'),
    finalgrade: vscode.l10n.t('The grade that counts.'),
    teachergrade: vscode.l10n.t('The grade that a teacher has given.'),
    assessmentsgrade: vscode.l10n.t('The grade that the assessments make.'),
    scriptgrade: vscode.l10n.t('The grade that the script of the assignment has given.'),
    gradeoverride: vscode.l10n.t('The grade that a teacher has put in place of the computed one.'),
    extracredit: vscode.l10n.t('Points beyond the usual ones.'),
    comments: vscode.l10n.t('What the teacher has written to the student.'),
    completed: vscode.l10n.t('Whether the assignment is marked as completed.'),
    behavioralinsights: vscode.l10n.t('How many of the five thresholds for unusual behaviour were passed.'),
    assessmentid: vscode.l10n.t('The id of the assessment that the question was about.'),
    time: vscode.l10n.t('When it happened.'),
    question: vscode.l10n.t('What the student asked the coach.'),
    contextguides: vscode.l10n.t('The part of the guide that the coach was given.'),
    contexterror: vscode.l10n.t('The error message that the coach was given.'),
    contextfiles: vscode.l10n.t('The files of the student that the coach was given.'),
    response: vscode.l10n.t('What the coach answered.'),
    accesstype: vscode.l10n.t('`Log In`, `Log Out`, `Project Open` or `Project Close`.'),
    role: vscode.l10n.t('`Teacher` or `Student`.'),
    projectpath: vscode.l10n.t('The project that was opened or closed.'),
    ipaddress: vscode.l10n.t('The internet address that it was done from.'),
  });
}
