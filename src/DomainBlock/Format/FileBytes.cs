using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DomainBlock.Format;

/// <summary>
/// A file's bytes, as a span for every query. <see cref="ReadOnlyMemory{T}.Span"/> asks each time what kind of memory it is, through a virtual call
/// where the file is mapped; here that is asked once.
/// <para>
/// <b>Unchecked code.</b> Of mapped memory the address is kept. It stays valid as long as the owner is reachable, which holds the mapping: whoever
/// uses the span keeps the image, and with it the owner, reachable until done (<see cref="GC.KeepAlive"/>).
/// </para>
/// </summary>
internal readonly unsafe struct FileBytes
{
    private readonly ReadOnlyMemory<byte> _memory;
    private readonly byte[]? _array;
    private readonly byte* _address;
    private readonly int _start;

    /// <param name="memory">The bytes.</param>
    /// <param name="owner">What the bytes are mapped by, at one address as long as it is reachable; null for any other memory.</param>
    public FileBytes(ReadOnlyMemory<byte> memory, object? owner)
    {
        _memory = memory;
        if (owner is not null)
            _address = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(memory.Span));
        else if (MemoryMarshal.TryGetArray(memory, out ArraySegment<byte> segment))
            (_array, _start) = (segment.Array, segment.Offset);
    }

    /// <summary>How many there are.</summary>
    public int Length => _memory.Length;

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Span
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (_address != null)
                return MemoryMarshal.CreateReadOnlySpan(ref *_address, _memory.Length);
            return _array is not null ? _array.AsSpan(_start, _memory.Length) : _memory.Span;
        }
    }
}
