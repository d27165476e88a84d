package dev.coriolis.processor.weave;

import java.util.List;
import java.util.Map;

/**
 * What became of a class with coroutines.
 *
 * @param bytes the class file that takes the place of the one javac wrote
 * @param frames the class files of the frames, by binary name ({@code com.example.Foo$$users})
 * @param methods the coroutines, in the order of the class file
 */
public record WovenClass(byte[] bytes, Map<String, byte[]> frames, List<WovenMethod> methods) {}
