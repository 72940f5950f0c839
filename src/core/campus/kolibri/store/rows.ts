import * as v from 'valibot';

/** What a facility role can be; a class knows `coach` only. */
export const ROLE_KINDS = ['admin', 'coach', 'classroom assignable coach'] as const;

export const DatasetSchema = v.object({
  id: v.string(),
  learnerCanEditUsername: v.boolean(),
  learnerCanEditName: v.boolean(),
  learnerCanEditPassword: v.boolean(),
  learnerCanSignUp: v.boolean(),
  learnerCanDeleteAccount: v.boolean(),
  learnerCanLoginWithNoPassword: v.boolean(),
  showDownloadButtonInLearn: v.boolean(),
  registered: v.boolean(),
  preset: v.picklist(['formal', 'nonformal', 'informal']),
});

export const FacilitySchema = v.object({
  id: v.string(),
  name: v.string(),
  dataset: DatasetSchema,
  /** ISO dates of the last push to a portal. */
  lastSuccessfulSync: v.nullable(v.string()),
  lastFailedSync: v.nullable(v.string()),
  /** Accepted by the portal; the dataset says so only after a sync (Kolibri protocol, section 7). */
  portalRegistered: v.boolean(),
});

export const UserSchema = v.object({
  id: v.string(),
  facility: v.string(),
  username: v.string(),
  fullName: v.string(),
  idNumber: v.string(),
  gender: v.string(),
  birthYear: v.string(),
  /** Salted and hashed; null for an account whose password is still to be chosen. */
  password: v.nullable(v.string()),
  isSuperuser: v.boolean(),
  dateJoined: v.string(),
  dateDeleted: v.nullable(v.string()),
});

/** A class (`parent` is a facility) or a group (`parent` is a class). */
export const CollectionSchema = v.object({
  id: v.string(),
  kind: v.picklist(['classroom', 'learnergroup']),
  name: v.string(),
  parent: v.string(),
});

export const MembershipSchema = v.object({ id: v.string(), user: v.string(), collection: v.string() });

export const RoleSchema = v.object({
  id: v.string(),
  user: v.string(),
  collection: v.string(),
  kind: v.picklist(ROLE_KINDS),
});

const assigned = {
  title: v.string(),
  collection: v.string(),
  active: v.boolean(),
  assignments: v.array(v.string()),
  learnerIds: v.array(v.string()),
  createdBy: v.string(),
  dateCreated: v.string(),
};

export const LessonSchema = v.object({
  id: v.string(),
  ...assigned,
  description: v.string(),
  resources: v.array(
    v.object({ content_id: v.string(), channel_id: v.string(), contentnode_id: v.string() }),
  ),
});

/** A quiz; drafts have a number for an id. */
export const ExamSchema = v.object({
  id: v.union([v.string(), v.number()]),
  ...assigned,
  questionSources: v.array(v.looseObject({ questions: v.array(v.looseObject({ exercise_id: v.string() })) })),
  learnersSeeFixedOrder: v.boolean(),
  archive: v.boolean(),
  dateArchived: v.nullable(v.string()),
  dateActivated: v.nullable(v.string()),
  draft: v.boolean(),
});

/** One row of a log: `summary` is one for each person and content, `session` one for each visit. */
export const LogSchema = v.object({
  type: v.picklist(['summary', 'session']),
  facility: v.string(),
  /** Null for a visitor without an account. */
  user: v.nullable(v.string()),
  channelId: v.string(),
  contentId: v.string(),
  kind: v.string(),
  /** Milliseconds since 1970; `offset` is the minutes by which the clock of the place was ahead of UTC. */
  start: v.number(),
  end: v.number(),
  completion: v.nullable(v.number()),
  offset: v.number(),
  timeSpent: v.number(),
  progress: v.number(),
});

/** Which range the log file of a facility has that can be downloaded now. */
export const LogRequestSchema = v.object({
  facility: v.string(),
  type: v.picklist(['summary', 'session']),
  start: v.string(),
  end: v.string(),
  dateRequested: v.string(),
});

export const SessionSchema = v.object({ key: v.string(), user: v.string(), expires: v.number() });

export type Dataset = v.InferOutput<typeof DatasetSchema>;
export type Facility = v.InferOutput<typeof FacilitySchema>;
export type User = v.InferOutput<typeof UserSchema>;
export type Collection = v.InferOutput<typeof CollectionSchema>;
export type Membership = v.InferOutput<typeof MembershipSchema>;
export type Role = v.InferOutput<typeof RoleSchema>;
export type RoleKind = Role['kind'];
export type Lesson = v.InferOutput<typeof LessonSchema>;
export type Exam = v.InferOutput<typeof ExamSchema>;
export type Log = v.InferOutput<typeof LogSchema>;
export type LogType = Log['type'];
export type LogRequest = v.InferOutput<typeof LogRequestSchema>;
export type Session = v.InferOutput<typeof SessionSchema>;
