using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using PolicyNotify.Storage;

namespace PolicyNotify.Tests.Storage;

public sealed class StorageProbeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_a_token_storage_does_not_answer(bool isThereNoIdentity)
    {
        var probe = new StorageProbe(new BlobServiceClient(new Uri("https://storage.invalid/"), new NoToken(isThereNoIdentity)));

        Assert.False(await probe.AnswersAsync(Cancellation));
    }

    private sealed class NoToken(bool isThereNoIdentity) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw (isThereNoIdentity
            ? new CredentialUnavailableException("There is no identity.")
            : new AuthenticationFailedException("The identity gets no token."));

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
