using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using PolicyNotify.Json;

namespace PolicyNotify.Cli.Service;

/// <summary>Calls the service's HTTP API; what it refuses becomes a <see cref="CommandFailedException"/> with the service's own words.</summary>
internal sealed class ServiceClient : IDisposable
{
    private readonly HttpClient http;

    public ServiceClient(Uri address, string? key)
    {
        var root = new UriBuilder(address) { Path = address.AbsolutePath.TrimEnd('/') + "/", Query = "", Fragment = "" }.Uri;
        http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10) }) { BaseAddress = root, Timeout = TimeSpan.FromMinutes(5) };
        if (key is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        HasKey = key is not null;
    }

    public Uri Address => http.BaseAddress!;

    private bool HasKey { get; }

    public Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), cancellationToken);

    public async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken) =>
        Read<T>(await GetAsync(path, cancellationToken));

    public async Task<string> GetTextAsync(string path, string mediaType, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd(mediaType);
        using var response = await ReachAsync(request, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    /// <summary>Copies an answer of any size to a stream as it comes in.</summary>
    public async Task CopyAsync(string path, string mediaType, Stream target, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd(mediaType);
        using var response = await ReachAsync(request, cancellationToken, HttpCompletionOption.ResponseHeadersRead);
        try
        {
            await using var source = await response.Content.ReadAsStreamAsync(cancellationToken);
            await source.CopyToAsync(target, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException && target.CanWrite)
        {
            throw new CommandFailedException(ExitCode.ServiceFailed, $"The answer of the service at {Address} broke off: {exception.Message} Nothing was kept; try again.");
        }
    }

    public Task<JsonElement> PostAsync(string path, byte[] body, string mediaType, CancellationToken cancellationToken) =>
        SendAsync(() => Post(path, body, mediaType), cancellationToken);

    /// <summary>Sends a file with its name. In a header, because addresses end up in access logs, and people call files by the names of people.</summary>
    public Task<JsonElement> PostNamedAsync(string path, string name, byte[] body, string mediaType, CancellationToken cancellationToken) =>
        SendAsync(
            () =>
            {
                var request = Post(path, body, mediaType);
                request.Content!.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileNameStar = name };
                return request;
            },
            cancellationToken);

    /// <summary>Sends a file; what the service finds wrong with it is told under the name that the person gave it.</summary>
    public async Task<JsonElement> PostFileAsync(string path, string file, byte[] body, string mediaType, CancellationToken cancellationToken)
    {
        try
        {
            return await PostAsync(path, body, mediaType, cancellationToken);
        }
        catch (CommandFailedException refusal) when (refusal.Diagnostics.Count > 0)
        {
            throw new CommandFailedException(refusal.ExitCode, refusal.Message, [.. refusal.Diagnostics.Select(diagnostic => diagnostic with { File = file })]);
        }
    }

    public T Read<T>(JsonElement answer)
    {
        try
        {
            return answer.Deserialize<T>(PolicyNotifyJson.Compact)
                ?? throw new CommandFailedException(ExitCode.ServiceFailed, $"The service at {Address} answered with nothing.");
        }
        catch (JsonException exception)
        {
            throw new CommandFailedException(ExitCode.ServiceFailed, $"The service at {Address} answered in a form this version of policy-notify does not know: {exception.Message}");
        }
    }

    public void Dispose() => http.Dispose();

    private static HttpRequestMessage Post(string path, byte[] body, string mediaType) => new(HttpMethod.Post, path)
    {
        Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType, "utf-8") } },
    };

    private async Task<JsonElement> SendAsync(Func<HttpRequestMessage> create, CancellationToken cancellationToken)
    {
        using var request = create();
        request.Headers.Accept.ParseAdd("application/json");
        using var response = await ReachAsync(request, cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        try
        {
            return await JsonSerializer.DeserializeAsync<JsonElement>(stream, PolicyNotifyJson.Compact, cancellationToken);
        }
        catch (JsonException)
        {
            throw new CommandFailedException(ExitCode.ServiceFailed, $"What answers at {Address} is no PolicyNotify service: its answer is not JSON. Check --url.");
        }
    }

    private async Task<HttpResponseMessage> ReachAsync(
        HttpRequestMessage request, CancellationToken cancellationToken, HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead)
    {
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, completion, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            throw new CommandFailedException(
                ExitCode.ServiceFailed,
                $"The service at {Address} cannot be reached: {exception.Message} Start it with 'dotnet run --project functions/PolicyNotify.Functions', or name another with --url.");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CommandFailedException(ExitCode.ServiceFailed, $"The service at {Address} did not answer within {http.Timeout.TotalMinutes:0} minutes.");
        }

        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw await RefusalAsync(response, cancellationToken);
    }

    private async Task<CommandFailedException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var problem = await Problem.ReadAsync(response, cancellationToken);
        var code = problem is not null && response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound
            or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity
                ? ExitCode.BadInput
                : ExitCode.ServiceFailed;
        var words = problem?.Detail ?? problem?.Title ?? $"it answered {(int)response.StatusCode} {response.ReasonPhrase}.";
        var help = response.StatusCode is HttpStatusCode.Unauthorized && !HasKey
            ? $" No API key was given: use --key or {ServiceOptions.KeyVariable}."
            : "";
        return new CommandFailedException(code, $"The service refused: {words}{help}", problem?.Diagnostics ?? []);
    }
}
