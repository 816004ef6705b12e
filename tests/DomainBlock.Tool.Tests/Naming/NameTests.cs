using DomainBlock.Tool.Tests.Running;

namespace DomainBlock.Tool.Tests.Naming;

public sealed class NameTests : IDisposable
{
    private readonly CommandFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_name_is_shown_in_all_its_forms()
    {
        string[] expected =
        [
            "name\tBÜCHER.Example.",
            "canonical\txn--bcher-kva.example",
            "unicode\tbücher.example",
            "wire\t0d786e2d2d62636865722d6b7661076578616d706c6500",
            "dns\txn--bcher-kva.example",
            "browser\txn--bcher-kva.example.",
            "strict\terror A4_2: label empty or over 63 octets, at character 16, in label 3",
            "registration\terror NotCanonical: not in canonical form, at character 1, in label 1",
        ];
        Assert.Equal(expected, _folder.Run("name", "BÜCHER.Example.").AssertDone().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Of_a_bad_name_the_rule_and_the_place_are_told_and_the_other_names_are_shown()
    {
        CommandRun run = _folder.Run("name", "a..b", "_dmarc.example", "\u0301a.example");
        Assert.Equal(1, run.ExitCode);
        string[] blocks = run.Output.Split("\n\n");
        Assert.Equal(3, blocks.Length);
        Assert.Contains("canonical\terror X4_2: empty label, at character 3, in label 2\n", blocks[0], StringComparison.Ordinal);
        Assert.Contains("canonical\t_dmarc.example\n", blocks[1], StringComparison.Ordinal);
        Assert.Contains("strict\terror U1: ", blocks[1], StringComparison.Ordinal);
        Assert.Contains("canonical\terror V6: ", blocks[2], StringComparison.Ordinal);
    }

    [Fact]
    public void The_profile_decides_what_is_canonical()
    {
        Assert.Equal(0, _folder.Run("name", "_dmarc.example").ExitCode);
        Assert.Equal(1, _folder.Run("name", "--profile", "strict", "_dmarc.example").ExitCode);
        _folder.Run("name", "--profile", "none", "a.example").AssertWrongUsage("no profile");
    }
}
