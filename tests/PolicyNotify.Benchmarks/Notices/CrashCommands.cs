using System.CommandLine;

namespace PolicyNotify.Benchmarks.Notices;

internal static class CrashCommands
{
    public static Command Create()
    {
        var recipients = new Option<int>("--recipients") { Description = "How many verified people are told.", DefaultValueFactory = _ => 5_000 };
        var kills = new Option<int>("--kills") { Description = "How often the mailing process is killed.", DefaultValueFactory = _ => 50 };
        var seed = new Option<int>("--seed") { Description = "Chooses the moments.", DefaultValueFactory = _ => 1 };
        var command = new Command("crash", "Kills the mailing process at random moments; fails when anybody was missed.") { recipients, kills, seed };
        command.SetAction(async (arguments, cancellationToken) =>
            await new CrashRun(arguments.GetValue(recipients), arguments.GetValue(kills), arguments.GetValue(seed)).RunAsync(cancellationToken) ? 0 : 1);
        return command;
    }

    public static Command CreateWorker()
    {
        var folder = new Option<string>("--folder") { Required = true };
        var command = new Command("crash-worker", "The process that crash kills.") { folder };
        command.Hidden = true;
        command.SetAction(async (arguments, cancellationToken) =>
        {
            await CrashWorker.RunAsync(Environment.GetEnvironmentVariable("AzureWebJobsStorage")!, arguments.GetValue(folder)!, cancellationToken);
            return 0;
        });
        return command;
    }
}
