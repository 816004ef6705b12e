using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DomainBlock.Indexing;

/// <summary>
/// Codes for the text of keys. What letter comes next depends on the three before it: the two last ones, and the group of the one before
/// those. Each such context belongs to one of up to 256 classes, and each class has a prefix code of its own. As a context is known from
/// the text alone, look-ups do not wait for each other.
/// <para>
/// <b>Unchecked code.</b> Tables are read by reference and offset. Symbols are below 40 (<see cref="Symbols.OfOctet"/>, and <see cref="Place"/> holds no others);
/// that each group, class and code is in its range is what <see cref="IsSound"/> has proven on opening, for every file, which is the constructor's
/// duty; the class of a text's first letter is checked here; and a file must not change while it is open.
/// </para>
/// </summary>
internal readonly ref struct LetterModel
{
    /// <summary>Number of groups (1 byte), number of classes less one (1), zero (2), the group of each symbol (40), zero (4).</summary>
    public const int HeaderSize = 48;

    /// <summary>The two last letters.</summary>
    public const int ContextsPerGroup = Symbols.Count * Symbols.Count;

    public const int MaxClasses = 256;

    /// <summary>A code and its length, four bits, share 16 bits.</summary>
    public const int MaxCodeLength = 12;

    private const int CodeSize = sizeof(ushort);

    private const int GroupsStart = 4;

    /// <summary>With one more code there are at most 63, which <see cref="KeyBits.Append"/> takes at once.</summary>
    private const int GatheredBits = 63 - MaxCodeLength;

    private readonly ref byte _section;

    /// <param name="section">The model's bytes, as <see cref="IsSound"/> found them sound.</param>
    public LetterModel(ReadOnlySpan<byte> section) => _section = ref MemoryMarshal.GetReference(section);

    /// <summary>How many classes there are.</summary>
    public int ClassCount => Unsafe.Add(ref _section, 1) + 1;

    /// <summary>The group of each symbol.</summary>
    private ref byte Groups => ref Unsafe.Add(ref _section, GroupsStart);

    /// <summary>The class of each context, group by group.</summary>
    private ref byte Classes => ref Unsafe.Add(ref _section, HeaderSize);

    /// <summary>The codes of each class.</summary>
    private ref ushort Codes => ref Unsafe.As<byte, ushort>(ref Unsafe.Add(ref _section, HeaderSize + (_section * ContextsPerGroup)));

    /// <summary>Whether the parts fit the section and every group, class and code is in its range, so that no look-up can go astray.</summary>
    public static bool IsSound(ReadOnlySpan<byte> section)
    {
        if (section.Length < HeaderSize || section[0] is 0 or > Symbols.Count)
            return false;
        int groups = section[0];
        int classes = section[1] + 1;
        int codes = HeaderSize + (groups * ContextsPerGroup);
        if (section.Length != codes + (classes * Symbols.Count * CodeSize) || section[2] != 0 || section[3] != 0)
            return false;
        if (section[44..HeaderSize].ContainsAnyExcept((byte)0) || section.Slice(4, Symbols.Count).ContainsAnyInRange((byte)groups, byte.MaxValue))
            return false;
        if (classes < MaxClasses && section[HeaderSize..codes].ContainsAnyInRange((byte)classes, byte.MaxValue))
            return false;
        for (int place = codes; place < section.Length; place += CodeSize)
        {
            uint code = BinaryPrimitives.ReadUInt16LittleEndian(section[place..]);
            if (code >> 12 > MaxCodeLength || (code & 0xFFF) >> (int)(code >> 12) != 0)
                return false;
        }
        return true;
    }

    /// <summary>Where a key's text begins, behind its root.</summary>
    /// <param name="letterClass">The class of its first letter.</param>
    public Place Start(byte letterClass) => new()
    {
        Class = letterClass,
        Context = ContextOf(Unsafe.Add(ref Groups, (nuint)Symbols.Separator), Symbols.Separator),
        LastGroup = Unsafe.Add(ref Groups, (nuint)Symbols.Separator),
        IsStart = true,
    };

    /// <summary>The code of a symbol at a place: its length in the upper four bits, then the code; 0 where it has none.</summary>
    public uint Code(int letterClass, int symbol) =>
        // A root's class is not checked on opening.
        letterClass < ClassCount ? Unsafe.Add(ref Codes, (letterClass * Symbols.Count) + symbol) : 0u;

    /// <summary>Goes behind a symbol.</summary>
    public void Pass(ref Place place, byte symbol)
    {
        place.Class = Unsafe.Add(ref Classes, place.Context + symbol);
        place.Context = ContextOf((nuint)place.LastGroup, symbol);
        place.LastGroup = Unsafe.Add(ref Groups, (nuint)symbol);
        place.IsStart = false;
    }

    /// <summary>Appends the codes of labels, each with the separator's before it unless it is the text's first.</summary>
    /// <param name="text">What the labels are in.</param>
    /// <param name="suffixes">Where its suffixes begin; between two labels is one octet.</param>
    /// <param name="from">How many labels are not appended.</param>
    /// <param name="to">How many labels there are with those that are.</param>
    /// <param name="place">Where in the key's text they begin; afterwards where they end.</param>
    /// <param name="key">Takes the code.</param>
    /// <returns>False where the model has no code for what stands there: then no key goes on like that, and what the key is does not matter.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAppend(scoped ReadOnlySpan<byte> text, scoped in Suffixes suffixes, int from, int to, scoped ref Place place, scoped ref KeyBits key)
    {
        if (place.Class >= ClassCount)
            return false;
        int end = suffixes.Start(from) - 1;
        for (int labels = from + 1; labels <= to; labels++)
        {
            if (!place.IsStart)
            {
                uint code = Code(place.Class, Symbols.Separator);
                if (code == 0)
                    return false;
                key.Append(code & 0xFFF, (int)(code >> 12));
                Pass(ref place, Symbols.Separator);
            }
            place.IsStart = false;
            int start = suffixes.Start(labels);
            ReadOnlySpan<byte> label = text[start..end];
            end = start - 1;
            while (!label.IsEmpty)
            {
                int count = Gather(label, ref place, out ulong bits, out int length);
                if (count == 0)
                    return false;
                key.Append(bits, length);
                byte last = label[count - 1];
                if (Symbols.OfOctet[last] == Symbols.Escape)
                    key.Append(last, Symbols.RawBits);
                label = label[count..];
            }
        }
        return true;
    }

    /// <summary>
    /// Gathers codes of a label's octets in one word, until it is full or behind an escape. The loop that a query spends its time in: what it goes on with is in registers, and nothing waits but
    /// for the text.
    /// </summary>
    /// <returns>How many octets were taken; 0 where one has no code.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Gather(scoped ReadOnlySpan<byte> label, scoped ref Place place, out ulong gathered, out int gatheredLength)
    {
        ref byte section = ref _section;
        ref ushort codes = ref Codes;
        ref byte symbols = ref MemoryMarshal.GetReference(Symbols.OfOctet);
        ref byte octet = ref MemoryMarshal.GetReference(label);
        ref byte end = ref Unsafe.Add(ref octet, label.Length);
        nuint letterClass = (nuint)place.Class;
        nuint context = place.Context;
        nuint lastGroup = (nuint)place.LastGroup;

        // A one before the first code: the bits are full when it has come far enough, and nothing else need be counted.
        ulong bits = 1;
        while (Unsafe.IsAddressLessThan(ref octet, ref end) && bits < 1UL << (GatheredBits + 1))
        {
            nuint symbol = Unsafe.Add(ref symbols, (nuint)octet);
            octet = ref Unsafe.Add(ref octet, 1);
            uint code = Unsafe.Add(ref codes, (letterClass * Symbols.Count) + symbol);
            letterClass = Unsafe.Add(ref section, HeaderSize + context + symbol);
            context = ContextOf(lastGroup, symbol);
            lastGroup = Unsafe.Add(ref section, GroupsStart + symbol);
            if (code == 0)
            {
                gathered = 0;
                gatheredLength = 0;
                return 0;
            }
            bits = (bits << (int)(code >> 12)) | (code & 0xFFF);
            if (symbol == Symbols.Escape)
                break;
        }
        (place.Class, place.Context, place.LastGroup) = ((int)letterClass, context, (int)lastGroup);
        gatheredLength = BitOperations.Log2(bits);
        gathered = bits ^ (1UL << gatheredLength);
        return (int)Unsafe.ByteOffset(ref MemoryMarshal.GetReference(label), ref octet);
    }

    /// <summary>Where the classes begin of the letters that come after the next one.</summary>
    /// <param name="group">The group of the symbol before the last.</param>
    /// <param name="symbol">The last symbol.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint ContextOf(nuint group, nuint symbol) => ((group * Symbols.Count) + symbol) * Symbols.Count;

    /// <summary>Where in a key's text one is: what of the symbols before decides the code of those that follow.</summary>
    public struct Place
    {
        /// <summary>The class of the letter that comes next.</summary>
        public int Class;

        /// <summary>Where the classes begin of the letters after that one: what the last two symbols come to.</summary>
        public nuint Context;

        /// <summary>The group of the last symbol.</summary>
        public int LastGroup;

        /// <summary>Whether nothing was passed yet.</summary>
        public bool IsStart;
    }
}
