using System.Runtime.Versioning;

namespace DomainBlock.Tests.Files;

public sealed class SaveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Saving_writes_the_image_and_no_other_file()
    {
        CompiledBlocklist compiled = CompiledSamples.Generation(1);
        compiled.Save(_folder.File("list.dblk"));
        compiled.Save(_folder.File("list.dblk"));
        Assert.Equal(["list.dblk"], _folder.Entries());
        Assert.Equal(compiled.Image.ToArray(), File.ReadAllBytes(_folder.File("list.dblk")));
    }

    [Fact]
    public void A_file_of_several_pieces_is_written_and_read_whole()
    {
        var builder = new BlocklistBuilder();
        builder.AddList(new ListInfo("listed"));
        builder.Add(new Rule(DomainName.Parse("listed.example")));
        for (int number = 0; number < 90; number++)
            builder.AddMetadata($"{number}", new string((char)('a' + (number % 26)), 60_000 + number));
        CompiledBlocklist compiled = builder.Build();
        Assert.InRange(compiled.Image.Length, (2 << 21) + 1, 3 << 21);
        compiled.Save(_folder.File("list.dblk"));
        Assert.True(compiled.Image.Span.SequenceEqual(File.ReadAllBytes(_folder.File("list.dblk"))));
    }

    [Fact]
    public void Saving_replaces_whatever_was_there()
    {
        File.WriteAllText(_folder.File("list.dblk"), "no blocklist at all, and longer than the new one? " + new string('x', 10_000));
        CompiledSamples.Generation(2).Save(_folder.File("list.dblk"));
        using var blocklist = Blocklist.Open(_folder.File("list.dblk"));
        Assert.True(blocklist.Match("2.example").IsBlocked);
        Assert.Equal(["list.dblk"], _folder.Entries());
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Saving_through_a_link_replaces_its_target_and_keeps_the_targets_mode()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes, and asks for a privilege to make links.");
        CompiledSamples.Generation(1).Save(_folder.File("target.dblk"));
        File.SetUnixFileMode(_folder.File("target.dblk"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(_folder.File("link.dblk"), "target.dblk");
        CompiledSamples.Generation(2).Save(_folder.File("link.dblk"));
        CompiledSamples.Generation(2).Save(Path.GetRelativePath(Environment.CurrentDirectory, _folder.File("link.dblk")));

        Assert.Equal("target.dblk", new FileInfo(_folder.File("link.dblk")).LinkTarget);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File("target.dblk")));
        using var blocklist = Blocklist.Open(_folder.File("target.dblk"));
        Assert.True(blocklist.Match("2.example").IsBlocked);
        Assert.Equal(["link.dblk", "target.dblk"], _folder.Entries().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_name_as_long_as_the_file_system_allows_can_be_saved()
    {
        string name = new string('n', 250) + ".dblk";
        CompiledSamples.Generation(1).Save(_folder.File(name));
        Assert.Equal([name], _folder.Entries());
    }

    [Fact]
    public void Saving_into_a_folder_that_is_not_there_fails_and_makes_none()
    {
        Assert.ThrowsAny<IOException>(() => CompiledSamples.Generation(1).Save(_folder.File("missing/list.dblk")));
        Assert.Empty(_folder.Entries());
    }

    [Fact]
    public void Saving_over_a_folder_fails_and_leaves_it()
    {
        Directory.CreateDirectory(_folder.File("list.dblk"));
        Exception failure = Assert.ThrowsAny<SystemException>(() => CompiledSamples.Generation(1).Save(_folder.File("list.dblk")));
        Assert.True(failure is IOException or UnauthorizedAccessException);
        Assert.Equal(["list.dblk"], _folder.Entries());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.File("list.dblk")));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Saving_into_a_folder_that_may_not_be_written_leaves_the_old_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "A privileged user may write into any folder.");
        byte[] old = SaveOld();
        File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            Assert.Throws<UnauthorizedAccessException>(() => CompiledSamples.Generation(2).Save(_folder.File("list.dblk")));
        }
        finally
        {
            File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        AssertOnlyTheOldFileIsThere(old);
    }

    [Fact]
    public void A_file_that_cannot_be_proven_is_never_put_in_place()
    {
        byte[] old = SaveOld();
        string? proven = null;
        Assert.Throws<InvalidDataException>(() => ReplacedFile.Write(
            _folder.File("list.dblk"),
            stream => stream.Write([1, 2, 3]),
            temporary =>
            {
                proven = temporary;
                Assert.Equal([1, 2, 3], File.ReadAllBytes(temporary));
                throw new InvalidDataException("unproven");
            },
            CancellationToken.None));
        Assert.Equal(_folder.Path, Path.GetDirectoryName(proven));
        AssertOnlyTheOldFileIsThere(old);
    }

    [Fact]
    public void A_file_that_cannot_be_written_to_its_end_is_never_put_in_place()
    {
        byte[] old = SaveOld();
        Assert.Throws<InvalidDataException>(() => ReplacedFile.Write(
            _folder.File("list.dblk"),
            stream =>
            {
                stream.Write(new byte[100_000]);
                throw new InvalidDataException("half-way");
            },
            _ => Assert.Fail("What was not written is not proven."),
            CancellationToken.None));
        AssertOnlyTheOldFileIsThere(old);
    }

    [Fact]
    public void A_cancelled_save_leaves_the_old_file()
    {
        byte[] old = SaveOld();
        using var source = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(
            () => ReplacedFile.Write(_folder.File("list.dblk"), stream => stream.Write([1, 2, 3]), _ => source.Cancel(), source.Token));
        Assert.Throws<OperationCanceledException>(() => CompiledSamples.Generation(2).Save(_folder.File("list.dblk"), cancellationToken: source.Token));
        AssertOnlyTheOldFileIsThere(old);
    }

    [Fact]
    public void A_reader_of_the_old_file_answers_from_it_through_a_hundred_replacements()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not rename over a file that is mapped.");
        const int Replacements = 100;
        string path = _folder.File("list.dblk");
        CompiledSamples.Generation(0).Save(path);
        using var first = Blocklist.Open(path);

        int wrong = 0;
        int asked = 0;
        using var stop = new CancellationTokenSource();
        var reader = new Thread(() =>
        {
            for (int number = 0; !stop.IsCancellationRequested; number = (number + 1) % Replacements, asked++)
            {
                if (first.Match(CompiledSamples.Name(number)).IsBlocked != (number == 0))
                    wrong++;
            }
        });
        reader.Start();
        for (int number = 1; number <= Replacements; number++)
        {
            CompiledSamples.Generation(number).Save(path);
            using var latest = Blocklist.Open(path);
            Assert.True(latest.Match(CompiledSamples.Name(number)).IsBlocked);
            Assert.False(latest.Match(CompiledSamples.Name(number - 1)).IsBlocked);
        }
        stop.Cancel();
        reader.Join();

        Assert.Equal(0, wrong);
        Assert.True(asked > Replacements);
        Assert.Equal(["list.dblk"], _folder.Entries());
    }

    private byte[] SaveOld()
    {
        CompiledBlocklist old = CompiledSamples.Generation(1);
        old.Save(_folder.File("list.dblk"));
        return old.Image.ToArray();
    }

    private void AssertOnlyTheOldFileIsThere(byte[] old)
    {
        Assert.Equal(["list.dblk"], _folder.Entries());
        Assert.Equal(old, File.ReadAllBytes(_folder.File("list.dblk")));
    }
}
