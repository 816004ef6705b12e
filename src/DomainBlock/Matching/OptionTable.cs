using System.Buffers.Binary;

namespace DomainBlock.Matching;

/// <summary>The section of options as a compiled file holds it: sets that rules refer to by numbers from 1. Empty where no rule has options.</summary>
internal readonly ref struct OptionTable(ReadOnlySpan<byte> section)
{
    /// <summary>The number of sets stands first.</summary>
    public const int CountSize = sizeof(int);

    private readonly ReadOnlySpan<byte> _section = section;

    /// <summary>How many sets there are.</summary>
    public int Count => _section.IsEmpty ? 0 : BinaryPrimitives.ReadInt32LittleEndian(_section);

    /// <summary>Where the contents of so many sets start: after the end of each.</summary>
    public static long ContentsStart(int count) => CountSize + ((long)count * sizeof(int));

    /// <summary>Whether a section is long enough for the sets that it says it has. Where each ends is checked when it is asked for.</summary>
    public static bool IsSound(ReadOnlySpan<byte> section) =>
        section.Length >= CountSize && BinaryPrimitives.ReadInt32LittleEndian(section) is > 0 and var count && ContentsStart(count) <= section.Length;

    /// <summary>The set of a number; an empty one, which applies never, where the file has none.</summary>
    public OptionSet this[int number]
    {
        get
        {
            if ((uint)number - 1 >= (uint)Count)
                return default;
            ReadOnlySpan<byte> contents = _section[(int)ContentsStart(Count)..];
            uint start = number == 1 ? 0 : End(number - 2);
            uint end = End(number - 1);
            return start <= end && end <= (uint)contents.Length ? new OptionSet(contents[(int)start..(int)end]) : default;
        }
    }

    /// <summary>Whether the last set is the section's end.</summary>
    public bool EndsWithLastSet => _section.IsEmpty || End(Count - 1) == _section.Length - ContentsStart(Count);

    private uint End(int index) => BinaryPrimitives.ReadUInt32LittleEndian(_section[(CountSize + (index * sizeof(int)))..]);
}
