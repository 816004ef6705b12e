namespace DomainBlock.Lists.Tests.Accounting;

public sealed class SampleTests
{
    [Fact]
    public void Each_reason_keeps_its_first_five_lines_and_sound_ones_none()
    {
        string content = string.Concat(Enumerable.Range(1, 9).Select(i => $"# {i}\ngood{i}.example\n1.2.3.{i}\nbad..{i}\n"));
        (ListReport report, _) = ListText.Read(ListFormat.Domains, content);

        Assert.Equal(2 * ListReport.SamplesPerReason, report.Samples.Count);
        Assert.Equal(["1.2.3.1", "1.2.3.2", "1.2.3.3", "1.2.3.4", "1.2.3.5"], TextOf(LineReason.Address));
        Assert.Equal(["bad..1", "bad..2", "bad..3", "bad..4", "bad..5"], TextOf(LineReason.InvalidName));
        Assert.Equal([3, 4, 7, 8, 11], report.Samples.Take(5).Select(sample => sample.Line));

        IEnumerable<string> TextOf(LineReason reason) => report.Samples.Where(sample => sample.Reason == reason).Select(sample => sample.Text);
    }

    [Theory]
    [InlineData("a\u001b[31m.b c", "a\\027[31m.b c")]
    [InlineData("a\tb c", "a\\009b c")]
    [InlineData("a\u0000 c", "a\\000 c")]
    [InlineData("a\u202Eb c", "a\\226\\128\\174b c")]
    public void A_sample_is_fit_for_a_terminal(string line, string text)
    {
        (ListReport report, _) = ListText.Read(ListFormat.Domains, $"good.example\n{line}\n");
        Assert.Equal(text, Assert.Single(report.Samples).Text);
    }

    [Fact]
    public void A_sample_has_80_characters_at_most()
    {
        (ListReport report, _) = ListText.Read(ListFormat.Domains, $"good.example\n{new string('a', 80)}\n{new string('b', 81)}\n{new string('c', 70)}\u0001\u0001\u0001\n");
        Assert.Equal([new string('a', 80), $"{new string('b', 79)}…", $"{new string('c', 70)}\\001\\001…"], report.Samples.Select(sample => sample.Text));
    }
}
