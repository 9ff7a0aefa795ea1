using PolicyNotify.Replies.Judging;

namespace PolicyNotify.Tests.Replies;

public sealed class AbsenceTests
{
    [Theory]
    [InlineData("I am out of the office and will be back in two weeks.")]
    [InlineData("We are off until Monday.")]
    public void Being_away_is_no_objection_of_a_robot(string text)
    {
        var judged = JudgedMails.OfRaw($"From: some.body@example.net\r\nTo: replies@example.com\r\nSubject: Automatic reply: Privacy\r\nAuto-Submitted: auto-replied\r\n\r\n{text}\r\n");

        Assert.Equal(ReplyKind.Automatic, judged.Kind);
    }

    [Fact]
    public void Being_out_in_the_other_sense_still_is() =>
        Assert.Equal(ReplyKind.Objection, JudgedMails.OfText("I am out. Delete my account.").Kind);
}
