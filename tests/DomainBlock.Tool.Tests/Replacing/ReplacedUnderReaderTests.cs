using DomainBlock.Tool.Tests.Running;

namespace DomainBlock.Tool.Tests.Replacing;

/// <summary>A file is replaced over and over while it is open and being asked: every answer is that of one version, and who opens it anew gets the newest.</summary>
public sealed class ReplacedUnderReaderTests : IDisposable
{
    private const int Saves = 90;
    private const int Commands = 10;

    private readonly CommandFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Readers_of_a_file_that_is_replaced_a_hundred_times_are_never_harmed()
    {
        // Of each pair of names exactly one is blocked, in each version the other one.
        _folder.Write("even.txt", List(0));
        _folder.Write("odd.txt", List(1));
        string path = _folder.PathOf("out");
        CompiledBlocklist[] versions = [Compile(0), Compile(1)];
        versions[1].Save(path, cancellationToken: TestContext.Current.CancellationToken);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var held = Blocklist.Open(path);
        Task<int>[] readers = [Task.Run(() => ReadOften(path, stop.Token)), Task.Run(() => AskOften(held, stop.Token))];

        for (int turn = 0; turn < Saves + Commands; turn++)
        {
            int version = turn % 2;
            bool isCommand = turn % ((Saves + Commands) / Commands) == 0;
            if (isCommand)
                _folder.Run("compile", "-o", "out", version == 0 ? "even.txt" : "odd.txt").AssertDone();
            else
                versions[version].Save(path, cancellationToken: TestContext.Current.CancellationToken);

            using var newest = Blocklist.Open(path);
            Assert.Equal(version, VersionOf(newest));
        }

        await stop.CancelAsync();
        int[] answers = await Task.WhenAll(readers);
        Assert.All(answers, count => Assert.True(count > 100, $"{count} answers"));
        Assert.Equal(1, VersionOf(held));
        Assert.Equal(["even.txt", "odd.txt", "out"], _folder.Names);
    }

    [Fact]
    public void A_check_in_another_process_answers_from_the_file_that_it_opened()
    {
        _folder.Compile("out", "even.example\n");
        using var check = new RunningCommand(_folder.Root, RunningCommand.Host, [RunningCommand.Program, "check", "out", "-"]);

        check.Send("even.example\n"u8.ToArray());

        // It answers when its input ends, so that its mapping tells when it has the file open.
        WaitUntilMapped(check.Id, _folder.PathOf("out"));
        _folder.Compile("out", "odd.example\n");
        check.Send("even.example\nodd.example\n"u8.ToArray());
        Assert.Equal(
            ["blocked", "blocked", "none"],
            check.Finish().AssertDone().Output.TrimEnd('\n').Split('\n').Select(line => line.Split('\t')[0]));
        Assert.StartsWith("blocked\t", _folder.Run("check", "out", "odd.example").AssertDone().Output, StringComparison.Ordinal);
    }

    private static string List(int version) => string.Concat(Enumerable.Range(0, 500).Select(i => $"n{(2 * i) + version}.example\n"));

    private static CompiledBlocklist Compile(int version)
    {
        var builder = new BlocklistBuilder();
        builder.AddList(new ListInfo("list"));
        for (int i = 0; i < 500; i++)
            builder.Add(new Rule(DomainName.Parse($"n{(2 * i) + version}.example"), RulePattern.Exact));
        return builder.Build();
    }

    private static int ReadOften(string path, CancellationToken stop)
    {
        int count = 0;
        for (; !stop.IsCancellationRequested; count++)
        {
            using var blocklist = Blocklist.Open(path);
            VersionOf(blocklist);
        }
        return count;
    }

    private static int AskOften(Blocklist held, CancellationToken stop)
    {
        int count = 0;
        for (; !stop.IsCancellationRequested; count++)
            Assert.Equal(1, VersionOf(held));
        return count;
    }

    /// <summary>Which version the blocklist is, after asking for every name: a mixture fails.</summary>
    private static int VersionOf(Blocklist blocklist)
    {
        int version = blocklist.Match("n0.example").IsBlocked ? 0 : 1;
        for (int i = 0; i < 1000; i++)
            Assert.Equal(i % 2 == version, blocklist.Match($"n{i}.example").IsBlocked);
        return version;
    }

    private static void WaitUntilMapped(int process, string path)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Whether another process has a file mapped is seen in Linux's /proc.");
        for (int i = 0; i < 1500; i++)
        {
            if (File.ReadAllText($"/proc/{process}/maps").Contains(path, StringComparison.Ordinal))
                return;
            Thread.Sleep(20);
        }
        Assert.Fail("The command does not open the file.");
    }
}
