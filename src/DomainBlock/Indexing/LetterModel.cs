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

    /// <summary>No text has more.</summary>
    private const int MaxOctets = 254;

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
    public Place Start(byte letterClass) => new()
    {
        Class = letterClass,
        Context = (_groups[Symbols.Separator] * ContextsPerGroup) + (Symbols.Separator * Symbols.Count),
        LastGroup = _groups[Symbols.Separator],
        IsStart = true,
    };

    /// <summary>The code of a symbol at a place: its length in the upper four bits, then the code; 0 where it has none.</summary>
    public uint Code(int letterClass, int symbol)
    {
        // A root's class is not checked on opening.
        int code = (letterClass * Symbols.Count) + symbol;
        return code < _codes.Length ? _codes[code] : 0u;
    }

    /// <summary>Goes behind a symbol.</summary>
    public void Pass(ref Place place, byte symbol)
    {
        place.Class = _classes[place.Context + symbol];
        place.Context = (place.LastGroup * ContextsPerGroup) + (symbol * Symbols.Count);
        place.LastGroup = _groups[symbol];
        place.IsStart = false;
    }

    /// <summary>Appends the codes of labels, each with the separator's before it unless it is the text's first.</summary>
    /// <param name="text">What the labels are in.</param>
    /// <param name="starts">Where the label before the first begins, then where each label does, which is further left; between two labels is one octet.</param>
    /// <param name="place">Where in the key's text they begin; afterwards where they end.</param>
    /// <param name="key">Takes the code.</param>
    /// <returns>False where the model has no code for what stands there: then no key goes on like that.</returns>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool TryAppend(scoped ReadOnlySpan<byte> text, scoped ReadOnlySpan<byte> starts, ref Place place, scoped ref KeyBits key)
    {
        Unsafe.SkipInit(out CodeRoom codes);
        int count = TryEncode(text, starts, ref place, codes);
        key.Append(((ReadOnlySpan<ushort>)codes)[..count]);
        return count > 0;
    }

    /// <summary>
    /// Looks the codes up. The loop that a query spends its time in: what it goes on with is in registers, and nothing waits but for the text, as
    /// putting the codes together is left to another loop.
    /// <para>
    /// <b>Unchecked code.</b> Tables are read by reference and offset. Symbols are below 40 (<see cref="Symbols.OfOctet"/>, and <see cref="Place"/> holds no others);
    /// that each group, class and code is in its range is what <see cref="IsSound"/> has proven on opening, for every file, which is the constructor's
    /// duty; the class of a text's first letter is checked here; and a file must not change while it is open. Codes are written by reference: a name
    /// has no more octets than <see cref="CodeRoom"/> has room for, which is checked here too.
    /// </para>
    /// </summary>
    /// <returns>How many codes were written; 0 where one is missing.</returns>
    private int TryEncode(scoped ReadOnlySpan<byte> text, scoped ReadOnlySpan<byte> starts, ref Place place, Span<ushort> room)
    {
        if ((place.Class + 1) * Symbols.Count > _codes.Length || text.Length > MaxOctets || room.Length < CodeRoom.Length)
            return 0;
        ref byte groups = ref MemoryMarshal.GetReference(_groups);
        ref byte classes = ref MemoryMarshal.GetReference(_classes);
        ref ushort codes = ref MemoryMarshal.GetReference(_codes);
        ref byte symbols = ref MemoryMarshal.GetReference(Symbols.OfOctet);
        ref ushort first = ref MemoryMarshal.GetReference(room);
        ref ushort next = ref first;

        nuint letterClass = (nuint)place.Class;
        nuint context = (nuint)place.Context;
        nuint lastGroup = (nuint)place.LastGroup;
        bool isStart = place.IsStart;
        for (int number = 1; number < starts.Length; number++)
        {
            ReadOnlySpan<byte> label = text[starts[number]..(starts[number - 1] - 1)];
            if (!isStart)
            {
                nuint separator = Symbols.Separator;
                ushort code = Unsafe.Add(ref codes, (letterClass * Symbols.Count) + separator);
                if (code == 0)
                    return 0;
                next = code;
                next = ref Unsafe.Add(ref next, 1);
                letterClass = Unsafe.Add(ref classes, context + separator);
                context = (lastGroup * ContextsPerGroup) + (separator * Symbols.Count);
                lastGroup = Unsafe.Add(ref groups, separator);
            }
            isStart = false;
            foreach (byte octet in label)
            {
                nuint symbol = Unsafe.Add(ref symbols, (nuint)octet);
                ushort code = Unsafe.Add(ref codes, (letterClass * Symbols.Count) + symbol);
                if (code == 0)
                    return 0;
                next = code;
                next = ref Unsafe.Add(ref next, 1);
                letterClass = Unsafe.Add(ref classes, context + symbol);
                context = (lastGroup * ContextsPerGroup) + (symbol * Symbols.Count);
                lastGroup = Unsafe.Add(ref groups, symbol);
                if (symbol == Symbols.Escape)
                {
                    next = (ushort)((Symbols.RawBits << 12) | octet);
                    next = ref Unsafe.Add(ref next, 1);
                }
            }
        }
        place = new Place { Class = (int)letterClass, Context = (int)context, LastGroup = (int)lastGroup, IsStart = isStart };
        return (int)((nuint)Unsafe.ByteOffset(ref first, ref next) / sizeof(ushort));
    }

    /// <summary>Where in a key's text one is: what of the symbols before decides the code of those that follow.</summary>
    public struct Place
    {
        /// <summary>The class of the letter that comes next.</summary>
        public int Class;

        /// <summary>Where the classes begin of the letters after that one: what the last two symbols come to.</summary>
        public int Context;

        /// <summary>The group of the last symbol.</summary>
        public int LastGroup;

        /// <summary>Whether nothing was passed yet.</summary>
        public bool IsStart;
    }

    /// <summary>Room for the codes of a name's octets, each of which may be an escape.</summary>
    [InlineArray(Length)]
    private struct CodeRoom
    {
        public const int Length = 2 * MaxOctets;

        private ushort _first;
    }
}
