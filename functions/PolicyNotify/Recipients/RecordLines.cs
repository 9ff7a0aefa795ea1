namespace PolicyNotify.Recipients;

/// <summary>The lines of a file that one record spans, counted from 1; more than one where a quoted field holds a line break.</summary>
internal readonly record struct RecordLines(int First, int Last);
