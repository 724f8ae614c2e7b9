/** Most bytes of a sound file. */
export const MOST_BYTES = 2_000_000;

/** The longest sound, in milliseconds. */
export const MOST_LENGTH = 10_000;

/** The shortest part that can be cut out, in milliseconds. */
export const LEAST_LENGTH = 100;

/** What the file chooser offers; what a file really is, the core finds by its content. */
export const TYPES = ".wav,.ogg,.oga,.mp3,.flac,audio/wav,audio/ogg,audio/mpeg,audio/flac";
