using System.Buffers;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace DomainBlock.Tests.Format;

/// <summary>
/// Memory between two unreadable pages: whoever reads one byte before or behind it crashes the test run. Bytes are put
/// either so that they end at the second page or so that they begin behind the first.
/// </summary>
internal sealed unsafe partial class GuardedMemory : MemoryManager<byte>
{
    private readonly int _capacity;
    private readonly nint _pages;
    private readonly nuint _length;
    private byte* _start;

    /// <param name="atLeast">How many bytes it must hold.</param>
    public GuardedMemory(int atLeast)
    {
        int page = Environment.SystemPageSize;
        _capacity = (Math.Max(atLeast, 1) + page - 1) / page * page;
        _length = (nuint)(_capacity + (2 * page));
        _pages = OperatingSystem.IsWindows() ? MapOnWindows(page) : MapOnUnix(page);
        _start = (byte*)_pages + page;
    }

    /// <summary>A copy of the bytes that ends where reading is forbidden.</summary>
    public Memory<byte> AtEnd(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan()[(_capacity - bytes.Length)..]);
        return Memory[(_capacity - bytes.Length)..];
    }

    /// <summary>A copy of the bytes that begins where reading is no longer forbidden.</summary>
    public Memory<byte> AtStart(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan());
        return Memory[..bytes.Length];
    }

    /// <summary>The byte directly before the memory, which must not be read.</summary>
    public byte* ForbiddenBefore => _start - 1;

    /// <summary>The byte directly behind the memory, which must not be read.</summary>
    public byte* ForbiddenBehind => _start + _capacity;

    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_start is null, this);
        return new Span<byte>(_start, _capacity);
    }

    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex, pinnable: this);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (_start is null)
            return;
        _start = null;
        if (OperatingSystem.IsWindows())
            VirtualFree(_pages, 0, MemRelease);
        else
            _ = Unmap(_pages, _length);
    }

    private nint MapOnUnix(int page)
    {
        // MAP_PRIVATE | MAP_ANONYMOUS; the second has another number on macOS.
        int flags = 0x02 | (OperatingSystem.IsMacOS() ? 0x1000 : 0x20);
        nint pages = Map(0, _length, protection: 0, flags, -1, 0);
        if (pages == -1 || Protect(pages + page, (nuint)_capacity, protection: 3) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        return pages;
    }

    private nint MapOnWindows(int page)
    {
        const uint ReserveOnly = 0x2000;
        const uint Commit = 0x1000;
        const uint NoAccess = 0x01;
        const uint ReadWrite = 0x04;
        nint pages = VirtualAlloc(0, _length, ReserveOnly, NoAccess);
        if (pages == 0 || VirtualAlloc(pages + page, (nuint)_capacity, Commit, ReadWrite) == 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        return pages;
    }

    private const uint MemRelease = 0x8000;

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int Unmap(nint address, nuint length);

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial nint VirtualAlloc(nint address, nuint size, uint type, uint protection);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool VirtualFree(nint address, nuint size, uint type);
}
