using System.CommandLine;
using PolicyNotify.Benchmarks.Compare;
using PolicyNotify.Benchmarks.Notices;
using PolicyNotify.Benchmarks.Replies;
using PolicyNotify.Benchmarks.Smtp;

var corpus = new Argument<string[]>("corpus") { Description = "A file of pairs, one JSON line each; generated texts without it." };
var compare = new Command("compare", "Two texts to a verdict, against a plain word diff.") { corpus };
compare.SetAction(arguments => CompareBenchmark.Run(arguments.GetValue(corpus) ?? []));

var root = new RootCommand("Measures PolicyNotify and prints one JSON line for each run.")
{
    compare, ReplyBenchmarkCommand.Create(), NoticeBenchmarkCommand.Create(), NoticeBenchmarkCommand.CreateWorker(), SmtpBenchmark.Create(), CrashCommands.Create(), CrashCommands.CreateWorker(),
};
return await root.Parse(args).InvokeAsync();
