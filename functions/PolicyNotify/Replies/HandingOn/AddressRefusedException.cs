namespace PolicyNotify.Replies.HandingOn;

/// <summary>An endpoint's name stands for no address that may be called.</summary>
internal sealed class AddressRefusedException() : HttpRequestException(HttpRequestError.ConnectionError, "The endpoint's name stands for no address that may be called.");
