namespace PolicyNotify.Tests.Classification;

public sealed class ReasonTextTests
{
    [Theory]
    [InlineData(";")]
    [InlineData(",")]
    [InlineData(".")]
    public void A_reason_does_not_keep_the_mark_that_closed_the_item_of_a_list(string mark)
    {
        var judgement = Judged.Change(
            "We share your name with:\n\n- couriers;\n- banks.",
            $"We share your name with:\n\n- couriers;\n- insurers{mark}\n- banks.");

        var messages = judgement.Reasons.Select(reason => reason.Message).ToList();

        Assert.Contains(messages, message => message.Contains("insurers", StringComparison.Ordinal));
        Assert.DoesNotContain(messages, message => message.Contains(";.", StringComparison.Ordinal) || message.Contains(",.", StringComparison.Ordinal) || message.Contains("..", StringComparison.Ordinal));
    }
}
