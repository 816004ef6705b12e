using DomainBlock.Tool.Tests.Running;

namespace DomainBlock.Tool.Tests.Reproducing;

/// <summary>The same lists give the same bytes: in another folder, another language, another time zone, at another time.</summary>
public sealed class SameBytesTests
{
    public static TheoryData<string, string> Surroundings => new()
    {
        { "tr_TR.UTF-8", "Pacific/Kiritimati" },
        { "ar_SA.UTF-8", "America/St_Johns" },
        { "C", "UTC" },
    };

    [Theory]
    [MemberData(nameof(Surroundings))]
    public void Folder_culture_and_time_zone_change_no_byte(string culture, string zone)
    {
        var environment = new Dictionary<string, string> { ["LANG"] = culture, ["LC_ALL"] = culture, ["TZ"] = zone };
        using CommandFolder here = Prepare();
        using CommandFolder there = Prepare();
        string[] arguments = ["compile", "-o", "out", "--keep-going", "hosts.txt", "filter.txt", "mixed.txt", "missing.txt", "--min-accepted", "12.5"];
        CommandRun first = here.Run(arguments);
        string[] absolute = [.. arguments.Select(word => word.EndsWith(".txt", StringComparison.Ordinal) ? there.PathOf(word) : word)];
        CommandRun second = there.RunWith(environment, absolute);

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal(here.Read("out"), there.Read("out"));
        Assert.Equal(here.Run("stats", "out").Output, there.RunWith(environment, "stats", "out").Output);
        Assert.Equal(here.Run("print", "out", "--to", "adblock").Output, there.RunWith(environment, "print", "out", "--to", "adblock").Output);
    }

    [Fact]
    public void Standard_input_gives_the_bytes_of_any_other_way_in()
    {
        using CommandFolder folder = Prepare();
        folder.RunWithInput(folder.Read("hosts.txt"), "compile", "-o", "a", "hosts=-").AssertDone();
        folder.Write("stdin", folder.Read("hosts.txt"));
        folder.Run("compile", "-o", "b", "stdin").AssertDone();
        Assert.Equal(folder.Read("a"), folder.Read("b"));
    }

    private static CommandFolder Prepare()
    {
        var folder = new CommandFolder();
        folder.Write("hosts.txt", string.Concat(Enumerable.Range(0, 300).Select(i => $"0.0.0.0 INFO{i}.Example i{i % 7}.example\n")));
        folder.Write("filter.txt", "||title.example^\n@@||TITLE.ok.example^\n|x.example^\n");
        folder.Write("mixed.txt", "a.example\n0.0.0.0 b.example\n");
        return folder;
    }
}
