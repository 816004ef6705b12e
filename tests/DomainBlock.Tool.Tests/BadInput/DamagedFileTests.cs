using System.Globalization;
using DomainBlock.Tool.Tests.Running;

namespace DomainBlock.Tool.Tests.BadInput;

/// <summary>A compiled file that is damaged is refused in one line, whatever is asked of it.</summary>
public sealed class DamagedFileTests : IDisposable
{
    private static readonly string[][] Commands = [["verify", "bad"], ["check", "bad", "a.example"], ["stats", "bad"]];

    private readonly CommandFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_flipped_byte_anywhere_is_refused()
    {
        byte[] sound = Compile();
        for (int place = 0; place < sound.Length; place += 97)
        {
            byte[] damaged = [.. sound];
            damaged[place] ^= 0xFF;
            AssertRefused(damaged, place.ToString(CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void A_file_cut_off_or_longer_is_refused()
    {
        byte[] sound = Compile();
        foreach (int length in new[] { 0, 1, 7, 8, 9, 16, 63, 64, sound.Length / 2, sound.Length - 1 })
            AssertRefused(sound[..length], $"{length} bytes");
        AssertRefused([.. sound, 0], "one byte more");
    }

    [Theory]
    [InlineData("missing", "DB301")]
    [InlineData("folder", "DB302")]
    public void What_cannot_be_opened_is_named(string path, string code)
    {
        Directory.CreateDirectory(_folder.PathOf("folder"));
        foreach (string[] command in Commands)
            _folder.Run([.. command.Select(word => word == "bad" ? path : word)]).AssertFailed(code, path);
    }

    [Fact]
    public void A_list_is_no_compiled_file_to_verify()
    {
        _folder.Write("list.txt", "a.example\n");
        _folder.Run("verify", "list.txt").AssertFailed("DB201", "list.txt");
    }

    [Fact]
    public void A_compiled_file_in_a_pipe_is_refused_with_what_to_do()
    {
        Assert.SkipUnless(Directory.Exists("/dev/fd"), "This system has no /dev/fd.");
        byte[] sound = Compile();
        _folder.RunWithInput(sound, "verify", "/dev/stdin").AssertFailed("DB304", "/dev/stdin");
        _folder.RunWithInput(sound, "check", "/dev/stdin", "a.example").AssertFailed("DB304", "/dev/stdin");
    }

    private byte[] Compile()
    {
        _folder.Compile("sound", string.Concat(Enumerable.Range(0, 30).Select(i => $"n{i}.example\n")));
        return _folder.Read("sound");
    }

    private void AssertRefused(byte[] content, string what)
    {
        _folder.Write("bad", content);
        foreach (string[] command in Commands)
        {
            CommandRun run = _folder.Run(command);
            Assert.True(run is { ExitCode: 1, Output: "" } && run.ErrorLines.Length == 1, $"{what}, {command[0]}: {run}");
            Assert.Matches("^domainblock: error DB[12]0[0-9]: bad: .{20,}", run.Error);
        }
    }
}
