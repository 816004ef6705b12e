namespace DomainBlock.Patterns.Syntax;

/// <summary>
/// A pattern as a tree, whatever dialect it was written in. Groups, laziness and names of groups have no influence on whether a text
/// matches, so the tree has none.
/// </summary>
internal abstract class Node
{
    /// <summary>More than any pattern may have; sizes stop growing here.</summary>
    private const int TooLarge = PatternSet.MaxPatternPositions + 1;

    private Node(int size, bool tellsWords)
    {
        Size = size;
        TellsWords = tellsWords;
    }

    /// <summary>How many octet sets it has with repetitions written out.</summary>
    public int Size { get; }

    /// <summary>Whether a condition in it tells word octets from others.</summary>
    public bool TellsWords { get; }

    public static Node Empty { get; } = new ConditionNode(Contexts.Always);

    public static Node AnyOctets { get; } = Repeat(Octets(OctetSet.All), 0, null);

    public static Node TextStart { get; } = new ConditionNode(Contexts.TextStart);

    public static Node TextEnd { get; } = new ConditionNode(Contexts.TextEnd);

    /// <summary>Where a label begins: at the text's start, or behind a dot.</summary>
    public static Node LabelStart { get; } = Either(TextStart, Octets(OctetSet.Of('.')));

    public static Node Octets(OctetSet set) => new OctetsNode(set);

    public static Node Condition(int contexts) => new ConditionNode((ushort)contexts);

    /// <summary>A text as it stands.</summary>
    public static Node Literal(ReadOnlySpan<char> text)
    {
        var parts = new List<Node>(text.Length);
        foreach (char octet in text)
            parts.Add(Octets(OctetSet.Of(octet)));
        return Sequence(parts);
    }

    public static Node Sequence(params IReadOnlyList<Node> parts) => parts.Count == 1 ? parts[0] : new SequenceNode(parts);

    public static Node Either(params IReadOnlyList<Node> branches) => branches.Count == 1 ? branches[0] : new EitherNode(branches);

    /// <summary>A part between <paramref name="least"/> and <paramref name="most"/> times; null: without end.</summary>
    public static Node Repeat(Node part, int least, int? most)
    {
        // Written out, a part without octets would have copies that cost nothing and could be asked for without end.
        if (part.Size == 0)
            return least > 0 ? part : Empty;
        if (most == 0)
            return Empty;
        if (least == 1 && most == 1)
            return part;
        return part is RepeatNode { Least: 0, Most: null } && least <= 1 ? part : new RepeatNode(part, least, most);
    }

    private static int Sum(IReadOnlyList<Node> parts)
    {
        int size = 0;
        foreach (Node part in parts)
            size = Math.Min(size + part.Size, TooLarge);
        return size;
    }

    private static bool AnyTellsWords(IReadOnlyList<Node> parts)
    {
        foreach (Node part in parts)
        {
            if (part.TellsWords)
                return true;
        }
        return false;
    }

    /// <summary>One octet of a set.</summary>
    public sealed class OctetsNode(OctetSet set) : Node(1, tellsWords: false)
    {
        public OctetSet Set { get; } = set;
    }

    /// <summary>Nothing, where the place is one of these <see cref="Syntax.Contexts"/>.</summary>
    public sealed class ConditionNode(ushort contexts) : Node(0, Syntax.Contexts.TellWords(contexts))
    {
        public ushort Contexts { get; } = contexts;
    }

    /// <summary>One part after the other; nothing where there are none.</summary>
    public sealed class SequenceNode(IReadOnlyList<Node> parts) : Node(Sum(parts), AnyTellsWords(parts))
    {
        public IReadOnlyList<Node> Parts { get; } = parts;
    }

    /// <summary>One of several.</summary>
    public sealed class EitherNode(IReadOnlyList<Node> branches) : Node(Sum(branches), AnyTellsWords(branches))
    {
        public IReadOnlyList<Node> Branches { get; } = branches;
    }

    /// <summary>The same part again and again. The part has octets.</summary>
    public sealed class RepeatNode(Node part, int least, int? most)
        : Node((int)Math.Min((long)part.Size * Math.Max(most ?? least, 1), TooLarge), part.TellsWords)
    {
        public Node Part { get; } = part;

        public int Least { get; } = least;

        /// <summary>Null: without end.</summary>
        public int? Most { get; } = most;
    }
}
