import type { Connection } from '../../core/platform/connection.ts';
import type { Failure } from '../../core/platform/failure.ts';
import type { Place } from '../../core/platform/place.ts';

/** A row that is a connection. */
export type ConnectionNode = {
  readonly type: 'connection';
  readonly id: string;
  readonly connection: Connection;
  readonly parent?: undefined;
};

/** A row that is something on the platform. */
export type PlaceNode = {
  readonly type: 'place';
  readonly id: string;
  readonly connection: Connection;
  readonly place: Place;
  readonly parent: BranchNode;
};

/** A row that says something about the rows beside it: why there are none, or that there are more. */
export type NoticeNode = {
  readonly type: 'notice';
  readonly id: string;
  readonly notice:
    | { readonly kind: 'loading' }
    | { readonly kind: 'empty' }
    | { readonly kind: 'more'; readonly shown: number }
    | { readonly kind: 'failed'; readonly failure: Failure };
  readonly parent: BranchNode;
};

/** A row that others may hang from. */
export type BranchNode = ConnectionNode | PlaceNode;
export type CourseNode = BranchNode | NoticeNode;

/** The name of a place in its parent; unique there and stable over refreshes. */
export function placeKey(place: Place): string {
  return 'id' in place ? `${place.kind}:${place.id}` : place.kind;
}

/** True for rows that never have rows below them. */
export function isLeaf(place: Place): boolean {
  switch (place.kind) {
    case 'assignment':
    case 'student':
    case 'lesson':
    case 'quiz':
    case 'learner':
    case 'coach':
    case 'serverJob':
      return true;
    case 'course':
    case 'modules':
    case 'module':
    case 'students':
    case 'facility':
    case 'class':
    case 'lessons':
    case 'learners':
    case 'coaches':
    case 'serverJobs':
      return false;
  }
}
