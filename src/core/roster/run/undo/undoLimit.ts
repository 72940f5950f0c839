/** What an undo cannot put back, and whose: a user name, or the name of a class. Told before it begins. */
export type UndoLimit = {
  readonly kind:
    /** The old password is nowhere. */
    | 'password'
    /** The server has deleted the user for ever, with everything he did. */
    | 'hardDeleted'
    /** Somebody has removed the user since. */
    | 'userGone'
    /** Somebody has changed a value since: it stays. */
    | 'changedSince'
    /** A class that was made has learners, lessons or quizzes of others by now: it stays. */
    | 'classInUse'
    /** Somebody has removed a class since. */
    | 'classGone';
  readonly who: string;
};
