import type { SyncProgress } from './dataPortal.ts';
import type { ExportRequestOf, LogsRequest } from './exportRequest.ts';
import type { Failure } from './failure.ts';

/** A named thing on a platform, as far as a request needs to know it. */
export type Ref = { readonly id: string; readonly name: string };

/** Whether a place is proposed before the rest of a list. */
export type Proposal = (ref: Ref) => boolean;

/** A Codio course. `starts` and `ends` are ISO dates when the course has them. */
export type CoursePlace = Ref & {
  readonly kind: 'course';
  readonly archived: boolean;
  readonly starts?: string;
  readonly ends?: string;
};
/** The folder "Modules" of a course. */
export type ModulesPlace = { readonly kind: 'modules'; readonly course: Ref };
export type ModulePlace = Ref & {
  readonly kind: 'module';
  readonly course: Ref;
  readonly assignments: readonly AssignmentPlace[];
};
export type AssignmentPlace = Ref & {
  readonly kind: 'assignment';
  readonly course: Ref;
  readonly hidden: boolean;
};
/** The folder "Students" of a course. */
export type StudentsPlace = { readonly kind: 'students'; readonly course: Ref };
export type StudentPlace = Ref & {
  readonly kind: 'student';
  readonly course: Ref;
  readonly login?: string;
  readonly email?: string;
};

/** A Kolibri facility, with the server's own counts. */
export type FacilityPlace = Ref & {
  readonly kind: 'facility';
  readonly classCount: number;
  readonly userCount: number;
  /** Whether the server knows it as registered with a data portal: from its first sync on. */
  readonly portal: boolean;
  readonly syncs: SyncRecord;
};
/** What the server knows of the syncs of a facility: ISO times of the last good and the last failed one. */
export type SyncRecord = { readonly syncedAt?: string; readonly failedAt?: string };
export type ClassPlace = Ref & {
  readonly kind: 'class';
  readonly facility: Ref;
  readonly learnerCount: number;
  readonly coaches: readonly CoachPlace[];
};
/** The folder "Lessons and Quizzes" of a class; without `work` when that could not be fetched with the class. */
export type LessonsPlace = {
  readonly kind: 'lessons';
  readonly facility: Ref;
  readonly class: Ref;
  readonly work?: readonly (LessonPlace | QuizPlace)[];
};
/** A lesson. `active`: learners see it. */
export type LessonPlace = Ref & {
  readonly kind: 'lesson';
  readonly class: Ref;
  readonly active: boolean;
  readonly resourceCount: number;
};
/** A quiz: a draft, one that learners may work on (`active`), or one that was closed. */
export type QuizPlace = Ref & {
  readonly kind: 'quiz';
  readonly class: Ref;
  readonly state: 'draft' | 'hidden' | 'active' | 'closed';
  readonly questionCount: number;
};
/** The folder "Learners" of a class. */
export type LearnersPlace = {
  readonly kind: 'learners';
  readonly facility: Ref;
  readonly class: Ref;
  readonly count: number;
};
/** The folder "Coaches" of a class. */
export type CoachesPlace = {
  readonly kind: 'coaches';
  readonly facility: Ref;
  readonly class: Ref;
  readonly coaches: readonly CoachPlace[];
};
export type LearnerPlace = Ref & { readonly kind: 'learner'; readonly class: Ref; readonly username: string };
export type CoachPlace = Ref & { readonly kind: 'coach'; readonly class: Ref; readonly username: string };

/** The folder "Jobs on the Server" of a connection: what the server does for anybody. */
export type ServerJobsPlace = { readonly kind: 'serverJobs' };
/** What a job of a server makes, moves or takes in. */
export type ServerWork =
  | 'users'
  | 'summaryLogs'
  | 'sessionLogs'
  | 'userImport'
  | 'portalSync'
  | 'peerSync'
  | 'facilityImport'
  | 'resourceImport'
  | 'resourceExport';
/** `scheduled`: put down for a later time, as the daily sync is between two runs. */
export type ServerJobState = 'running' | 'queued' | 'scheduled' | 'done' | 'failed' | 'cancelled';
/** A job of the server, whoever has begun it. */
export type ServerJobPlace = {
  readonly kind: 'serverJob';
  readonly id: string;
  readonly work: ServerWork;
  /** The name of the facility, or of the channel, that it is about. */
  readonly about?: string;
  readonly state: ServerJobState;
  /** 0..1, where the server says how far it is. */
  readonly fraction?: number;
  /** Of a sync that runs. */
  readonly progress?: SyncProgress;
  /** When it was to begin, or will, ISO. */
  readonly at?: string;
  /** The user name of whoever has begun it; absent where the server did so itself. */
  readonly by?: string;
  /** Whether this account has begun it. */
  readonly own: boolean;
  /** Why it failed; of a scheduled one, why its last run did. */
  readonly failure?: Failure;
  /** What Lectern would have asked for to get the file that this job makes; absent where it makes none for us. */
  readonly request?: ExportRequestOf<'users'> | LogsRequest;
};

/** One row below a connection: what there is to see, open and export. */
export type Place =
  | CoursePlace
  | ModulesPlace
  | ModulePlace
  | AssignmentPlace
  | StudentsPlace
  | StudentPlace
  | FacilityPlace
  | ClassPlace
  | LessonsPlace
  | LessonPlace
  | QuizPlace
  | LearnersPlace
  | CoachesPlace
  | LearnerPlace
  | CoachPlace
  | ServerJobsPlace
  | ServerJobPlace;

export type PlaceKind = Place['kind'];

/** The place of kind `K`. */
export type PlaceOf<K extends PlaceKind> = Extract<Place, { kind: K }>;
