using PolicyNotify.Cli;

return await PolicyNotifyCommandLine.RunAsync(CliHost.OfProcess(), args, CancellationToken.None);
