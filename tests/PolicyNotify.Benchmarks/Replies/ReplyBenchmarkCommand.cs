using System.CommandLine;

namespace PolicyNotify.Benchmarks.Replies;

internal static class ReplyBenchmarkCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "A folder of mails.", DefaultValueFactory = _ => "tests/PolicyNotify.Tests/Replies" };
        var rounds = new Option<int>("--rounds") { Description = "How often each mail is judged; its fastest time counts.", DefaultValueFactory = _ => 7 };
        var command = new Command("replies", "Mail files to judgements on one thread, against parsing them alone, and mails of 10 MB.") { folder, rounds };
        command.SetAction(arguments => ReplyBenchmark.Run(arguments.GetValue(folder)!, arguments.GetValue(rounds), CancellationToken.None));
        return command;
    }
}
