/**
 * A hash of everything that decides what a name stands for, which the build writes here (`esbuild.mjs`): decisions of another revision are worth nothing.
 * '' where nothing was built; decisions are then not kept.
 */
export const IDENTIFIER_REVISION: string = '';
