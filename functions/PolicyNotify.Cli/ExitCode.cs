namespace PolicyNotify.Cli;

/// <summary>What a command tells the shell.</summary>
internal enum ExitCode
{
    /// <summary>Done, or the answer is yes.</summary>
    Fine = 0,

    /// <summary>The answer is no: a check failed, a text promises too little, evidence does not verify.</summary>
    No = 1,

    /// <summary>What was given cannot be used: a file, an option, a name.</summary>
    BadInput = 2,

    /// <summary>The service refused, or cannot be reached.</summary>
    ServiceFailed = 3,

    /// <summary>A fault of this program.</summary>
    Fault = 70,

    /// <summary>Stopped by Ctrl+C, as shells count it.</summary>
    Interrupted = 130,
}
