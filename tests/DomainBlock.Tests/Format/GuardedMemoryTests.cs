namespace DomainBlock.Tests.Format;

public class GuardedMemoryTests
{
    /// <summary>The operating system refuses to read the guarded bytes for us, where reading them ourselves would end the test run.</summary>
    [Fact]
    public unsafe void The_bytes_beside_guarded_memory_cannot_be_read()
    {
        using var memory = new GuardedMemory(100);
        byte* before = memory.ForbiddenBefore;
        byte* behind = memory.ForbiddenBehind;
        string path = Path.GetTempFileName();
        try
        {
            using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
            RandomAccess.Write(file, memory.AtEnd([1, 2, 3]).Span, 0);
            Assert.ThrowsAny<SystemException>(() => RandomAccess.Write(file, new ReadOnlySpan<byte>(behind, 1), 0));
            Assert.ThrowsAny<SystemException>(() => RandomAccess.Write(file, new ReadOnlySpan<byte>(before, 1), 0));
            Assert.Equal(3, RandomAccess.GetLength(file));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public unsafe void Bytes_are_put_directly_beside_the_guards()
    {
        using var memory = new GuardedMemory(100);
        fixed (byte* end = memory.AtEnd([1, 2, 3]).Span)
            Assert.True(end + 3 == memory.ForbiddenBehind);
        fixed (byte* start = memory.AtStart([1, 2, 3]).Span)
            Assert.True(start - 1 == memory.ForbiddenBefore);
    }
}
