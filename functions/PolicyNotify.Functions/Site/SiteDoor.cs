using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PolicyNotify.Functions.Http;
using PolicyNotify.Problems;
using PolicyNotify.Site;

namespace PolicyNotify.Functions.Site;

/// <summary>The way in for pages: like the API's gate, but whoever comes with a browser gets a page also when something is missing or fails.</summary>
public sealed partial class SiteDoor
{
    private readonly ApiGate gate;
    private readonly PolicySite site;
    private readonly ILogger<SiteDoor> logger;

    internal SiteDoor(ApiGate gate, PolicySite site, ILogger<SiteDoor> logger)
    {
        this.gate = gate;
        this.site = site;
        this.logger = logger;
    }

    /// <summary>Serves a page.</summary>
    public Task<IResult> PageAsync(HttpRequest request, Func<PolicySite, Task<SitePage>> work) =>
        gate.OpenAsync(request, async () => new SitePageResult(await MakeAsync(request, work)));

    /// <summary>Serves an asset, or the page that says there is none.</summary>
    public Task<IResult> AssetAsync(HttpRequest request, string file) =>
        gate.OpenAsync(request, () => Task.FromResult<IResult>(
            site.FindAsset(file) is { } asset ? new SiteAssetResult(asset) : new SitePageResult(site.NotFound())));

    private async Task<SitePage> MakeAsync(HttpRequest request, Func<PolicySite, Task<SitePage>> work)
    {
        try
        {
            return await work(site);
        }
        catch (UnknownResourceException)
        {
            return site.NotFound();
        }
        catch (OperationCanceledException) when (request.HttpContext.RequestAborted.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            Log.PageFailed(logger, request.Path, exception);
            return site.Failed() with { Status = ProblemResults.Of(exception, request)?.Status ?? StatusCodes.Status500InternalServerError };
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The page {Path} could not be made.")]
        public static partial void PageFailed(ILogger logger, string path, Exception exception);
    }
}
