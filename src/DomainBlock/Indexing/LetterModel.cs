using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DomainBlock.Indexing;

/// <summary>
/// Codes for the text of keys. What letter comes next depends on the three before it: the two last ones, and the group of the one before
/// those. Each such context belongs to one of up to 256 classes, and each class has a prefix code of its own. As a context is known from
/// the text alone, look-ups do not wait for each other.
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

    private readonly ReadOnlySpan<byte> _groups;
    private readonly ReadOnlySpan<byte> _classes;
    private readonly ReadOnlySpan<ushort> _codes;

    /// <param name="section">The model's bytes, as <see cref="IsSound"/> found them sound.</param>
    public LetterModel(ReadOnlySpan<byte> section)
    {
        int codes = HeaderSize + (section[0] * ContextsPerGroup);
        _groups = section.Slice(4, Symbols.Count);
        _classes = section[HeaderSize..codes];
        _codes = MemoryMarshal.Cast<byte, ushort>(section[codes..]);
    }

    /// <summary>How many classes there are.</summary>
    public int ClassCount => _codes.Length / Symbols.Count;

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
    public static Place Start(byte letterClass) => new() { First = Symbols.Separator, Second = Symbols.Separator, Third = Symbols.Separator, FirstClass = letterClass };

    /// <summary>Appends a label's code, and before it the separator's unless it is the text's first.</summary>
    /// <param name="label">The label, one octet or more.</param>
    /// <param name="place">Where in the text it begins; afterwards where it ends.</param>
    /// <param name="key">Takes the code.</param>
    /// <returns>False where the model has no code for what stands there: then no key goes on like that.</returns>
    public bool TryAppend(ReadOnlySpan<byte> label, ref Place place, scoped ref KeyBits key)
    {
        // What begins a text has a class of its own; what begins another label is the separator.
        int start = 0;
        if (!place.IsStart)
        {
            if (!TryAppend(Symbols.Separator, ref place, ref key))
                return false;
        }
        else if (label[start++] is var octet && !TryAppendOctet(octet, ref place, ref key))
        {
            return false;
        }
        return TryAppendRest(label[start..], ref place, ref key);
    }

    /// <summary>The code of a symbol at a place: its length in the upper four bits, then the code; 0 where it has none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Code(int letterClass, int symbol)
    {
        // A root's class is not checked on opening.
        int code = (letterClass * Symbols.Count) + symbol;
        return code < _codes.Length ? _codes[code] : 0u;
    }

    /// <summary>The class of the letter at a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ClassAt(in Place place)
    {
        if (place.IsStart)
            return place.FirstClass;
        return _classes[(_groups[place.First] * ContextsPerGroup) + (place.Second * Symbols.Count) + place.Third];
    }

    /// <summary>
    /// The loop that a query spends its time in: everything it goes on with is in registers.
    /// <para>
    /// <b>Unchecked code.</b> Tables are read by reference and offset. Symbols are below 40 (<see cref="Symbols.OfOctet"/>, and <see cref="Place"/> holds no others);
    /// that each group, class and code is in its range is what <see cref="IsSound"/> has proven on opening, for every file, which is the constructor's
    /// duty; and a file must not change while it is open.
    /// </para>
    /// </summary>
    private bool TryAppendRest(ReadOnlySpan<byte> octets, ref Place place, scoped ref KeyBits key)
    {
        ref byte groups = ref MemoryMarshal.GetReference(_groups);
        ref byte classes = ref MemoryMarshal.GetReference(_classes);
        ref ushort codes = ref MemoryMarshal.GetReference(_codes);
        ref byte symbols = ref MemoryMarshal.GetReference(Symbols.OfOctet);

        // The groups of the three symbols before, and the number of the context that the last two make.
        nuint third = place.Third;
        nuint context = ((nuint)place.Second * Symbols.Count) + third;
        nuint firstGroup = Unsafe.Add(ref groups, (nuint)place.First);
        nuint secondGroup = Unsafe.Add(ref groups, (nuint)place.Second);
        nuint thirdGroup = Unsafe.Add(ref groups, third);
        (ulong last, int lastLength) = (key.Last, key.LastLength);
        foreach (byte octet in octets)
        {
            nuint symbol = Unsafe.Add(ref symbols, (nuint)octet);
            nuint letterClass = Unsafe.Add(ref classes, (firstGroup * ContextsPerGroup) + context);
            uint code = Unsafe.Add(ref codes, (letterClass * Symbols.Count) + symbol);
            int length = (int)(code >> 12);
            if (code == 0)
                return false;
            if (lastLength + length > 64)
                (last, lastLength) = key.Spill(last, lastLength, 64 - lastLength, code & 0xFFF, length);
            else
                (last, lastLength) = ((last << length) | (code & 0xFFF), lastLength + length);
            context = (third * Symbols.Count) + symbol;
            third = symbol;
            (firstGroup, secondGroup, thirdGroup) = (secondGroup, thirdGroup, Unsafe.Add(ref groups, symbol));
            if (symbol == Symbols.Escape)
            {
                key.SetLast(last, lastLength);
                key.Append(octet, Symbols.RawBits);
                (last, lastLength) = (key.Last, key.LastLength);
            }
        }
        key.SetLast(last, lastLength);

        // The symbols themselves, for whoever goes on: the label's own last ones, or those before it where it is shorter.
        foreach (byte octet in octets[Math.Max(0, octets.Length - 3)..])
            place.Pass(Symbols.OfOctet[octet]);
        return true;
    }

    private bool TryAppendOctet(byte octet, ref Place place, scoped ref KeyBits key)
    {
        byte symbol = Symbols.OfOctet[octet];
        if (!TryAppend(symbol, ref place, ref key))
            return false;
        if (symbol == Symbols.Escape)
            key.Append(octet, Symbols.RawBits);
        return true;
    }

    private bool TryAppend(byte symbol, ref Place place, scoped ref KeyBits key)
    {
        uint code = Code(ClassAt(place), symbol);
        if (code == 0)
            return false;
        key.Append(code & 0xFFF, (int)(code >> 12));
        place.Pass(symbol);
        return true;
    }

    /// <summary>Where in a key's text one is: the three symbols before, the last one third.</summary>
    public struct Place
    {
        public byte First;
        public byte Second;
        public byte Third;
        public byte FirstClass;

        /// <summary>Whether nothing was passed yet.</summary>
        public bool IsStart { get; private set; } = true;

        public Place()
        {
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Pass(byte symbol)
        {
            First = Second;
            Second = Third;
            Third = symbol;
            IsStart = false;
        }
    }
}
