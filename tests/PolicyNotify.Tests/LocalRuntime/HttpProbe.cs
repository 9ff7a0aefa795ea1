using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PolicyNotify.Tests.LocalRuntime;

public static class HttpProbe
{
    [Function("HttpProbeValues")]
    public static Task<IResult> ValuesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "values/{first}/{second?}")] HttpRequest request, string first, string? second, CancellationToken cancellationToken) =>
        Task.FromResult(Results.Text($"{request.Method} {first} {second ?? "nothing"} {cancellationToken.CanBeCanceled}"));

    [Function("HttpProbeNamed")]
    public static IResult Named([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request) => Results.Text(request.Path);

    [Function("HttpProbeFailing")]
    public static IResult Fail([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "fail")] HttpRequest request) =>
        throw new InvalidOperationException($"a secret of {request.Path}");
}
