using DomainBlock.Tool.Tests.Running;

namespace DomainBlock.Tool.Tests.BadInput;

/// <summary>Where OUT cannot be written, the message names it and nothing is left behind.</summary>
public sealed class OutputFileTests : IDisposable
{
    private readonly CommandFolder _folder = new();

    public OutputFileTests() => _folder.Write("list.txt", string.Concat(Enumerable.Range(0, 5000).Select(i => $"n{i}.example\n")));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("folder", "DB302")]
    [InlineData("missing/out", "DB301")]
    public void A_folder_and_a_missing_folder_are_told_apart(string output, string code)
    {
        Directory.CreateDirectory(_folder.PathOf("folder"));
        _folder.Run("compile", "-o", output, "list.txt").AssertFailed(code, output);
        _folder.Run("print", "list.txt", "--to", "domains", "-o", output).AssertFailed(code, output);
        Assert.Equal(["folder", "list.txt"], _folder.Names);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.PathOf("folder")));
    }

    [Fact]
    public void What_there_is_no_right_to_is_told_apart_from_what_is_missing()
    {
        const string Why = "Rights are set as on Unix, and do not bind an administrator.";
        Assert.SkipWhen(Environment.IsPrivilegedProcess, Why);
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip(Why);
            return;
        }

        string closed = Directory.CreateDirectory(_folder.PathOf("closed")).FullName;
        File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        _folder.Run("compile", "-o", "closed/out", "list.txt").AssertFailed("DB303", "closed/out");
        File.SetUnixFileMode(_folder.PathOf("list.txt"), UnixFileMode.None);
        _folder.Run("check", "list.txt", "a.example").AssertFailed("DB303", "list.txt");
        Assert.Empty(Directory.GetFileSystemEntries(closed));
    }

    [Theory]
    [InlineData("compile -o out list.txt")]
    [InlineData("print list.txt --to domains -o out")]
    public void Where_there_is_no_room_the_old_file_stays(string arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no limit on the size of the files that a process writes.");
        _folder.Write("out", "old");

        // The limit stands for a full disk. The runtime's double mapping of code is a file too, and would meet it first.
        string script = $"trap '' XFSZ; ulimit -f 8; exec '{RunningCommand.Host}' '{RunningCommand.Program}' {arguments}";
        using var command = new RunningCommand(
            _folder.Root, "/bin/sh", ["-c", script], new Dictionary<string, string> { ["DOTNET_EnableWriteXorExecute"] = "0" });
        command.Finish().AssertFailed("DB304", "out");
        Assert.Equal("old", File.ReadAllText(_folder.PathOf("out")));
        Assert.Equal(["list.txt", "out"], _folder.Names);
    }

    [Theory]
    [InlineData("check list.txt n1.example")]
    [InlineData("stats list.txt")]
    [InlineData("stats list.txt --json")]
    [InlineData("print list.txt --to domains")]
    [InlineData("compile -o out list.txt")]
    [InlineData("--help")]
    public void A_full_standard_output_is_told_in_one_line(string arguments)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "This system has no /dev/full.");
        using var command = new RunningCommand(
            _folder.Root, "/bin/sh", ["-c", $"exec '{RunningCommand.Host}' '{RunningCommand.Program}' {arguments} > /dev/full"]);
        CommandRun run = command.Finish();
        Assert.Equal(1, run.ExitCode);
        Assert.Matches("^domainblock: error DB304: [^:]+: .*No space left on device", Assert.Single(run.ErrorLines));
    }

    [Theory]
    [InlineData("compile -o list.txt list.txt", "is also an input")]
    [InlineData("compile -o ./list.txt sample domains=list.txt", "is also an input")]
    [InlineData("print list.txt --to domains -o list.txt", "is also an input")]
    [InlineData("print domains=list.txt --to domains -o list.txt", "is also an input")]
    [InlineData("compile -o - list.txt", "a file to be made")]
    [InlineData("compile -o /dev/null list.txt", "the device")]
    [InlineData("print list.txt --to domains -o /dev/null", "the device")]
    public void An_input_or_a_device_is_never_overwritten(string arguments, string words)
    {
        byte[] before = _folder.Read("list.txt");
        _folder.Run(arguments.Split(' ')).AssertWrongUsage(words);
        Assert.Equal(before, _folder.Read("list.txt"));
        Assert.Equal(["list.txt"], _folder.Names);
    }

    [Fact]
    public void A_link_to_an_input_is_the_input()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows asks for a privilege to make links.");
        File.CreateSymbolicLink(_folder.PathOf("link"), "list.txt");
        _folder.Run("compile", "-o", "link", "list.txt").AssertWrongUsage("is also an input");
    }
}
